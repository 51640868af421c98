package mezzotint.core.guard;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A book of faults of a workbench without bundles. */
public final class TestBook {

    private TestBook() {}

    public static FaultBook in(Path home) {
        return new FaultBook((BundleContext) Proxy.newProxyInstance(TestBook.class.getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getProperty" -> args[0].equals("mezzotint.home") ? home.toString() : null;
                    case "getBundles" -> new Bundle[0];
                    default -> null;
                }));
    }
}
