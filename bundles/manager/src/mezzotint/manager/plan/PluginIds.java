package mezzotint.manager.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.plugin.Alias;
import mezzotint.plugin.Names;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;

/** The names by which requests call plugins, as manifests tell them: an id is one bundle's, whether that runs or not. */
public final class PluginIds {

    private static final String SERVICE = "osgi.service";

    private final Inventory inventory;

    public PluginIds(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * A name of a plugin.
     *
     * @param hook in lower case
     * @param key the name as names are compared
     */
    private record Called(String hook, String key) {

        @Override
        public String toString() {
            return hook + " " + key;
        }
    }

    /**
     * Refuses ids that another bundle has.
     *
     * @param leaving names of bundles that will be gone
     * @throws Problem of kind {@code CONFLICT} that names the owner
     */
    void check(Collection<AdmittedJar> incoming, Set<String> leaving) {
        Map<String, Resource> others = others(incoming, leaving);
        for (AdmittedJar admitted : incoming) {
            Set<Called> had = inventory.find(admitted.name()).map(b -> ids(b.adapt(BundleRevision.class))).orElse(Set.of());
            for (Called id : ids(admitted.jar().resource())) {
                others.entrySet().stream().filter(o -> !had.contains(id) && !o.getKey().equals(admitted.name()) && ids(o.getValue()).contains(id)).findFirst()
                        .ifPresent(o -> {
                            throw new Problem(Problem.Kind.CONFLICT, admitted.name() + " " + admitted.jar().version() + " has the " + id + ", which is the id of a plugin of "
                                    + o.getKey(), "give the plugin another id, or remove " + o.getKey() + " first");
                        });
            }
        }
    }

    /** Which other names are shared, in sentences without a full stop. */
    List<String> warnings(Collection<AdmittedJar> incoming, Set<String> leaving) {
        var warnings = new ArrayList<String>();
        Map<String, Resource> others = others(incoming, leaving);
        for (AdmittedJar admitted : incoming) {
            for (Called name : names(admitted.jar().resource())) {
                others.entrySet().stream().filter(o -> !o.getKey().equals(admitted.name()) && names(o.getValue()).contains(name))
                        .map(o -> "the " + name + " of " + admitted.name() + " is also a name of " + o.getKey()
                                + ": an id counts more than a label, a label more than an alias, and of two alike what came with the workbench")
                        .forEach(warnings::add);
            }
        }
        return warnings;
    }

    /** The bundles that will be here afterwards, the incoming ones among them. */
    private Map<String, Resource> others(Collection<AdmittedJar> incoming, Set<String> leaving) {
        var others = new TreeMap<String, Resource>();
        Arrays.stream(inventory.bundles()).filter(b -> b.getSymbolicName() != null && b.adapt(BundleRevision.class) != null)
                .forEach(b -> others.put(b.getSymbolicName(), b.adapt(BundleRevision.class)));
        others.keySet().removeAll(leaving);
        incoming.forEach(a -> others.put(a.name(), a.jar().resource()));
        return others;
    }

    private static Set<Called> ids(Resource resource) {
        return called(resource, c -> Stream.of(c.getAttributes().get(Plugin.NAMESPACE)));
    }

    private static Set<Called> names(Resource resource) {
        return called(resource, c -> Stream.concat(Stream.of(c.getAttributes().get(Plugin.NAMESPACE), c.getAttributes().get("label")),
                list(c.getAttributes().get("aliases")).map(alias -> Alias.of(alias.toString()).name())));
    }

    private static Set<Called> called(Resource resource, Function<Capability, Stream<?>> names) {
        Set<String> hooks = resource.getCapabilities(SERVICE).stream().flatMap(c -> list(c.getAttributes().get("objectClass")))
                .map(type -> type.toString().substring(type.toString().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
        return resource.getCapabilities(Plugin.NAMESPACE).stream().flatMap(names).filter(n -> n != null && !n.toString().isBlank())
                .flatMap(name -> hooks.stream().map(hook -> new Called(hook, Names.key(name.toString())))).collect(Collectors.toSet());
    }

    private static Stream<?> list(Object value) {
        return value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
    }
}
