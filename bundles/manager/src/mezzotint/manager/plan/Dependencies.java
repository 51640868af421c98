package mezzotint.manager.plan;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.felix.utils.resource.CapabilitySet;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Which bundle cannot work without which, as their manifests say.
 *
 * @param all the bundles that are looked at, by name
 */
public record Dependencies(Map<String, Resource> all) {

    public Dependencies {
        all = new TreeMap<>(all);
    }

    /** Names of those that a bundle needs; it may be one of them, or not. */
    public Set<String> needs(Resource resource) {
        List<Requirement> requirements = resource.getRequirements(null).stream().filter(Dependencies::isMandatory).toList();
        return all.entrySet().stream()
                .filter(e -> e.getValue() != resource && requirements.stream().anyMatch(r -> provides(e.getValue(), r)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Names of those that need a bundle. */
    public List<String> neededBy(String name) {
        Resource provider = all.get(name);
        return all.entrySet().stream()
                .filter(e -> e.getValue() != provider
                        && e.getValue().getRequirements(null).stream().anyMatch(r -> isMandatory(r) && provides(provider, r)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Names of those that nobody needs, directly or not. */
    Set<String> idle(Collection<String> wanted) {
        Set<String> idle = new LinkedHashSet<>(all.keySet());
        Deque<String> reached = new ArrayDeque<>(wanted);
        while (!reached.isEmpty()) {
            String name = reached.pop();
            if (idle.remove(name)) {
                reached.addAll(needs(all.get(name)));
            }
        }
        return idle;
    }

    private static boolean isMandatory(Requirement requirement) {
        return !Namespace.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE))
                && !PackageNamespace.RESOLUTION_DYNAMIC.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    private static boolean provides(Resource resource, Requirement requirement) {
        return resource.getCapabilities(requirement.getNamespace()).stream().anyMatch(c -> CapabilitySet.matches(c, requirement));
    }
}
