package mezzotint.test.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** The direction of dependencies: plugins need the api and libraries, and nobody needs plugins. */
class ManifestTest {

    /** What a plugin may import besides the packages of the api, of libs.* and of the JDK. */
    private static final List<String> ALLOWED = List.of(
            "org.osgi.",            // the framework and its services
            "org.slf4j",            // logging
            "com.google.gson",      // JSON
            "jakarta.servlet");     // panels that answer HTTP

    /** Begins the names of bundles that wrap libraries for plugins. */
    private static final String LIBRARY = "mezzotint.libs.";

    @TestFactory
    Stream<DynamicTest> plugins_import_what_is_allowed() {
        Set<String> open = Stream.concat(Stream.of(Osgi.bundle("mezzotint.api")),
                        Osgi.bundles().stream().filter(b -> b.getSymbolicName().startsWith(LIBRARY)))
                .flatMap(b -> exports(b).stream())
                .collect(Collectors.toSet());
        return Osgi.plugins().stream().map(plugin -> DynamicTest.dynamicTest(plugin.getSymbolicName(), () ->
                assertEquals(List.of(), imports(plugin).stream().filter(p -> !open.contains(p) && !allowed(p)).toList(),
                        plugin + " imports what plugins may not import")));
    }

    @TestFactory
    Stream<DynamicTest> plugins_export_nothing() {
        return Osgi.plugins().stream().map(plugin -> DynamicTest.dynamicTest(plugin.getSymbolicName(), () ->
                assertEquals(List.of(), exports(plugin))));
    }

    @TestFactory
    Stream<DynamicTest> nobody_needs_a_plugin() {
        Set<String> plugins = Osgi.plugins().stream().map(Bundle::getSymbolicName).collect(Collectors.toSet());
        return Osgi.bundles().stream().map(bundle -> DynamicTest.dynamicTest(bundle.getSymbolicName(), () -> {
            assertFalse(imports(bundle).stream().anyMatch(p -> plugins.stream().anyMatch(n -> p.equals(n) || p.startsWith(n + "."))),
                    bundle + " imports a package of a plugin");
            List<BundleRequirement> required = bundle.adapt(BundleRevision.class).getDeclaredRequirements(BundleNamespace.BUNDLE_NAMESPACE);
            assertEquals(List.of(), required, bundle + " uses Require-Bundle; import packages instead");
        }));
    }

    private static boolean allowed(String name) {
        return name.startsWith("java.") || name.startsWith("javax.") || ALLOWED.stream().anyMatch(name::startsWith)
                || inJdk(name);
    }

    private static boolean inJdk(String name) {
        return ModuleLayer.boot().modules().stream()
                .anyMatch(m -> (m.getName().startsWith("java.") || m.getName().startsWith("jdk.")) && m.isExported(name));
    }

    private static List<String> imports(Bundle bundle) {
        return bundle.adapt(BundleRevision.class).getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(r -> String.valueOf(r.getDirectives().get("filter")).replaceAll(".*\\(osgi\\.wiring\\.package=([^)]*)\\).*", "$1"))
                .sorted()
                .toList();
    }

    private static List<String> exports(Bundle bundle) {
        return bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(c -> String.valueOf(c.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .sorted()
                .toList();
    }
}
