package mezzotint.test.kit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mezzotint.plugin.Plugin;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.ServiceTracker;

/** The framework that the tests run in. */
public final class Osgi {

    private static final long PATIENCE_MILLIS = 10_000;

    private Osgi() {}

    public static BundleContext context() {
        return FrameworkUtil.getBundle(Osgi.class).getBundleContext();
    }

    /** A service, as soon as it is there; fails after 10 s. */
    public static <T> T service(Class<T> type) {
        var tracker = new ServiceTracker<T, T>(context(), type, null);
        tracker.open();
        try {
            T service = tracker.waitForService(PATIENCE_MILLIS);
            if (service == null) {
                throw new AssertionError("there is no service " + type.getName());
            }
            return service;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            tracker.close();
        }
    }

    /** Every bundle but the framework and this one. */
    public static List<Bundle> bundles() {
        return Arrays.stream(context().getBundles())
                .filter(b -> b.getBundleId() != 0 && !b.equals(context().getBundle()))
                .toList();
    }

    public static Bundle bundle(String name) {
        return bundles().stream().filter(b -> name.equals(b.getSymbolicName())).findFirst()
                .orElseThrow(() -> new AssertionError("there is no bundle " + name));
    }

    /** The bundles that carry a plugin. */
    public static List<Bundle> plugins() {
        return bundles().stream()
                .filter(b -> !b.adapt(BundleRevision.class).getDeclaredCapabilities(Plugin.NAMESPACE).isEmpty())
                .toList();
    }

    /** The file in which a plugin was shipped; a test before may have installed the plugin from elsewhere. */
    public static Path jarFile(Bundle bundle) {
        String file = bundle.getSymbolicName().substring("mezzotint.".length()) + "-1.0.0.jar";
        return Path.of(context().getProperty("mezzotint.dist")).resolve("plugins").resolve(file);
    }

    public static byte[] jar(Bundle bundle) {
        try {
            return Files.readAllBytes(jarFile(bundle));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A path below the address of this workbench. */
    public static URI address(String path) {
        return URI.create("http://127.0.0.1:" + context().getProperty("mezzotint.port")).resolve(path);
    }
}
