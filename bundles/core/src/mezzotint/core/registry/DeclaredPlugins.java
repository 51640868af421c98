package mezzotint.core.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Plugins.Entry;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Plugins in bundles that do not run, as their manifests tell. */
final class DeclaredPlugins {

    private DeclaredPlugins() {}

    static List<Entry> in(BundleContext context) {
        return bundles(context).flatMap(DeclaredPlugins::entries).toList();
    }

    static Optional<Entry> find(BundleContext context, Class<?> hook, String name) {
        return in(context).stream().filter(called(hook, name)).findFirst();
    }

    /** Whether a bundle's manifest tells of a plugin, whether it runs or not. */
    static boolean declares(Bundle bundle, Class<?> hook, String name) {
        return bundle != null && entries(bundle).anyMatch(called(hook, name));
    }

    /** Whether a bundle's manifest tells of a plugin of a hook. */
    static boolean offers(Bundle bundle, Class<?> hook) {
        String type = hook.getSimpleName().toLowerCase(Locale.ROOT);
        return bundle != null && entries(bundle).anyMatch(e -> e.hook().equals(type));
    }

    private static Predicate<Entry> called(Class<?> hook, String name) {
        String type = hook.getSimpleName().toLowerCase(Locale.ROOT);
        return e -> e.hook().equals(type) && e.isCalled(name);
    }

    static Problem problem(Entry entry) {
        if (!entry.reason().isEmpty()) {
            return new Problem(Problem.Kind.CONFLICT, "the " + entry.hook() + " " + entry.label() + " (" + entry.bundle() + ") is " + entry.reason(),
                    "choose another, update it, or release it on the plugins page");
        }
        return new Problem(Problem.Kind.CONFLICT, "the " + entry.hook() + " " + entry.label() + " (" + entry.bundle() + ") is switched off",
                "switch it on, or choose another");
    }

    private static Stream<Bundle> bundles(BundleContext context) {
        return Arrays.stream(context.getBundles()).filter(b -> b.getState() != Bundle.ACTIVE && b.getState() != Bundle.UNINSTALLED);
    }

    private static Stream<Entry> entries(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? Stream.of() : revision.getDeclaredCapabilities(Plugin.NAMESPACE).stream()
                .flatMap(c -> hooks(revision).map(hook -> entry(bundle, c, hook)));
    }

    private static Stream<String> hooks(BundleRevision revision) {
        return revision.getDeclaredCapabilities("osgi.service").stream()
                .flatMap(c -> c.getAttributes().get("objectClass") instanceof List<?> l ? l.stream() : Stream.of())
                .map(type -> type.toString().substring(type.toString().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
                .distinct();
    }

    private static Entry entry(Bundle bundle, BundleCapability capability, String hook) {
        var values = capability.getAttributes();
        Object aliases = values.get("aliases");
        return new Entry(hook, String.valueOf(values.get(Plugin.NAMESPACE)), String.valueOf(values.get("label")),
                aliases instanceof List<?> l ? l.stream().map(Object::toString).toList() : aliases == null ? List.of() : List.of(aliases.toString()),
                "", bundle.getSymbolicName(), bundle.getVersion().toString(), None.class, false);
    }
}
