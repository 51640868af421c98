package mezzotint.manager.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.osgi.service.metatype.AttributeDefinition;

/** The descriptions of a bundle's configurations, as chapter 105 of the OSGi Compendium has them. */
final class MetatypeFiles implements ConfigurationDescription.Reader {

    private final Set<String> pids = new TreeSet<>();
    private final Map<String, Set<String>> passwords = new TreeMap<>();

    Set<String> pids() {
        return pids;
    }

    Map<String, Set<String>> passwords() {
        return passwords;
    }

    @Override
    public void read(InputStream file, String path) {
        try {
            read(new MetaDataReader().parse(file));
        } catch (IOException e) {
            ConfigurationDescription.warn(path, e);
        }
    }

    private void read(MetaData metatype) {
        for (Object each : metatype == null || metatype.getDesignates() == null ? Set.of() : metatype.getDesignates()) {
            Designate designate = (Designate) each;
            String pid = designate.getFactoryPid() == null || designate.getFactoryPid().isEmpty() ? designate.getPid() : designate.getFactoryPid();
            pids.add(pid);
            Object described = designate.getObject() == null || metatype.getObjectClassDefinitions() == null ? null
                    : metatype.getObjectClassDefinitions().get(designate.getObject().getOcdRef());
            if (described instanceof OCD ocd && ocd.getAttributeDefinitions() != null) {
                passwords.computeIfAbsent(pid, p -> new TreeSet<>()).addAll(passwords(ocd.getAttributeDefinitions().values()));
            }
        }
    }

    private static Set<String> passwords(Collection<?> attributes) {
        return attributes.stream().map(AD.class::cast).filter(a -> a.getType() == AttributeDefinition.PASSWORD).map(AD::getID).collect(Collectors.toSet());
    }
}
