package mezzotint.core.guard;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A book of faults of a workbench without bundles. */
public final class TestBook {

    private TestBook() {}

    public static FaultBook in(Path home) {
        return in(home, Map.of());
    }

    /** @param settings properties of the framework */
    static FaultBook in(Path home, Map<String, String> settings) {
        return new FaultBook((BundleContext) Proxy.newProxyInstance(TestBook.class.getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getProperty" -> args[0].equals("mezzotint.home") ? home.toString() : settings.get(args[0]);
                    case "getBundles" -> new Bundle[0];
                    default -> null;
                }));
    }
}
