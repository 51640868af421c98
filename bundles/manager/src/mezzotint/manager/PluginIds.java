package mezzotint.manager;

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
import mezzotint.plugin.Alias;
import mezzotint.plugin.Names;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;

/** The names by which requests call plugins, as manifests tell them: an id is one bundle's, whether that runs or not. */
record PluginIds(Inventory inventory) {

    private static final String SERVICE = "osgi.service";

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
    void check(Collection<Arrival> arrivals, Set<String> leaving) {
        Map<String, Resource> others = others(arrivals, leaving);
        for (Arrival arrival : arrivals) {
            Set<Called> had = inventory.find(arrival.name()).map(b -> ids(b.adapt(BundleRevision.class))).orElse(Set.of());
            for (Called id : ids(arrival.jar().resource())) {
                others.entrySet().stream().filter(o -> !had.contains(id) && !o.getKey().equals(arrival.name()) && ids(o.getValue()).contains(id)).findFirst()
                        .ifPresent(o -> {
                            throw new Problem(Problem.Kind.CONFLICT, arrival.name() + " " + arrival.jar().version() + " has the " + id + ", which is the id of a plugin of "
                                    + o.getKey(), "give the plugin another id, or remove " + o.getKey() + " first");
                        });
            }
        }
    }

    /** Which other names are shared, in sentences without a full stop. */
    List<String> warnings(Collection<Arrival> arrivals, Set<String> leaving) {
        var warnings = new ArrayList<String>();
        Map<String, Resource> others = others(arrivals, leaving);
        for (Arrival arrival : arrivals) {
            for (Called name : names(arrival.jar().resource())) {
                others.entrySet().stream().filter(o -> !o.getKey().equals(arrival.name()) && names(o.getValue()).contains(name))
                        .map(o -> "the " + name + " of " + arrival.name() + " is also a name of " + o.getKey()
                                + ": an id counts more than a label, a label more than an alias, and of two alike what came with the workbench")
                        .forEach(warnings::add);
            }
        }
        return warnings;
    }

    /** The bundles beside which the arrivals will be, and these themselves. */
    private Map<String, Resource> others(Collection<Arrival> arrivals, Set<String> leaving) {
        var others = new TreeMap<String, Resource>();
        Arrays.stream(inventory.context().getBundles()).filter(b -> b.getSymbolicName() != null && b.adapt(BundleRevision.class) != null)
                .forEach(b -> others.put(b.getSymbolicName(), b.adapt(BundleRevision.class)));
        others.keySet().removeAll(leaving);
        arrivals.forEach(a -> others.put(a.name(), a.jar().resource()));
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
