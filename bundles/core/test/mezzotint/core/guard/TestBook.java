package mezzotint.core.guard;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A book of faults of a workbench with few bundles, or none. */
final class TestBook {

    private TestBook() {}

    static FaultBook in(Path home) {
        return in(home, Map.of());
    }

    /**
     * @param settings properties of the framework
     * @param bundles that the workbench has
     */
    static FaultBook in(Path home, Map<String, String> settings, Bundle... bundles) {
        return new FaultBook((BundleContext) Proxy.newProxyInstance(TestBook.class.getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getProperty" -> args[0].equals("mezzotint.home") ? home.toString() : settings.get(args[0]);
                    case "getBundles" -> bundles;
                    default -> null;
                }));
    }
}
