package mezzotint.launcher.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework in this process, with everything the distribution holds. */
public final class Workbench implements AutoCloseable {

    /** Start levels: what comes first must not wait for what comes later. */
    static final int INFRASTRUCTURE = 10;

    static final int BUNDLES = 20;
    static final int PLUGINS = 30;
    private static final int ALL = 50;
    /** Reached when the workbench already answers. */
    static final int ADMINISTRATION = 60;
    private static final long STOP_MILLIS = 15_000;
    /** The framework waits for ever for a bundle that hangs in its start or stop. */
    private static final long STOP_MILLIS_WITH_HUNG = 3_000;

    private final Framework framework;
    private final HomeLock lock;
    private PluginStarts starts;

    private Workbench(Framework framework, HomeLock lock) {
        this.framework = framework;
        this.lock = lock;
    }

    /**
     * Starts the framework and waits until HTTP answers.
     *
     * @throws CommandFailure if the port or the user's folder is in use
     */
    public static Workbench start(StartSettings settings) throws IOException, BundleException, InterruptedException {
        HomeLock lock = HomeLock.take(settings.home()).orElseThrow(() -> inUse(settings));
        HttpProbe.checkFree(settings);
        var workbench = start(settings, lock);
        lock.publish(settings.address());
        return workbench;
    }

    /** Starts the framework without telling other processes of it. */
    public static Workbench start(StartSettings settings, HomeLock lock) throws IOException, BundleException, InterruptedException {
        settings.framework().forEach((key, value) -> {
            if (key.startsWith("logback.") || key.startsWith("mezzotint.")) {
                System.setProperty(key, value);
            }
        });
        Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(settings.framework());
        var workbench = new Workbench(framework, lock);
        framework.init();
        workbench.log();
        UsageCounts.clear(framework);
        var shipped = new ShippedBundles(framework.getBundleContext(), settings.home().resolve("cache/felix"),
                UserChoices.read(settings.home().resolve("conf")));
        Path dist = settings.dist();
        shipped.install(List.of(dist.resolve("system"), dist.resolve("plugins")));
        workbench.starts = new PluginStarts(framework.getBundleContext(), settings);
        workbench.run(shipped);
        HttpProbe.awaitAnswer(settings);
        workbench.starts.await();
        workbench.announce();
        return workbench;
    }

    /** Tells the bundles that every plugin had its turn to start: jobs of an earlier start wait for this. */
    private void announce() {
        framework.getBundleContext().registerService(Workbench.class, this, new Hashtable<>(Map.of("mezzotint.role", "started")));
    }

    /** Starts the bundles for administrators, without waiting: the framework would wait for a plugin that hangs before it raises the start level. */
    public void complete() throws BundleException {
        framework.adapt(FrameworkStartLevel.class).setStartLevel(ADMINISTRATION);
        add(System.getProperty("mezzotint.extra", ""));
    }

    private void run(ShippedBundles shipped) throws BundleException, InterruptedException {
        FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
        framework.adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(PLUGINS);
        framework.start();
        if (!shipped.changed().isEmpty()) {
            var refreshed = new CountDownLatch(1);
            wiring.refreshBundles(shipped.changed(), event -> refreshed.countDown());
            refreshed.await();
        }
        for (Bundle bundle : shipped.fresh()) {
            start(bundle);
        }
        try (ResolveHold hold = new ResolveHold(framework.getBundleContext())) {
            raise(ALL);
        }
        starts.begin();
    }

    private void raise(int level) throws InterruptedException {
        var up = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(level, event -> up.countDown());
        up.await();
    }

    /** Starts one more bundle, which is not of the distribution: that of the tests. */
    private void add(String jar) throws BundleException {
        if (!jar.isEmpty()) {
            framework.getBundleContext().installBundle("reference:" + Path.of(jar).toUri()).start();
        }
    }

    /** Marks a bundle as to be started; it starts when its level is reached. */
    private static void start(Bundle bundle) {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            logger().warn("{} does not start: {}", bundle.getSymbolicName(), e.getMessage());
        }
    }

    /** Says which bundles do not start, and what they miss; the workbench starts without them. */
    private void log() {
        framework.getBundleContext().addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.ERROR && !(PluginStarts.isPlugin(event.getBundle()) && event.getThrowable() instanceof BundleException)) {
                Throwable cause = event.getThrowable();
                String text = event.getBundle().getSymbolicName() + ": " + cause.getMessage();
                if (cause instanceof BundleException) {
                    logger().warn(text);
                } else {
                    logger().warn(text, cause);
                }
            }
        });
    }

    /** Waits until the framework stops; returns the exit status. */
    public int await() throws InterruptedException {
        framework.waitForStop(0);
        return 0;
    }

    /** Stops every bundle and waits for them. */
    @Override
    public void close() {
        try {
            boolean settled = (starts == null || starts.settle()) && !hangs();
            framework.stop();
            framework.waitForStop(settled ? STOP_MILLIS : STOP_MILLIS_WITH_HUNG);
        } catch (BundleException e) {
            logger().warn("the framework does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.close();
        }
    }

    /** Whether a bundle does not come out of its stop. */
    private boolean hangs() {
        BundleContext context = framework.getBundleContext();
        return context != null && Arrays.stream(context.getBundles()).anyMatch(b -> b.getState() == Bundle.STOPPING);
    }

    private static CommandFailure inUse(StartSettings settings) {
        String where = HomeLock.published(settings.home()).map(a -> " at " + a).orElse("");
        return new CommandFailure("a workbench already runs" + where + " with the folder " + settings.home()
                + "; use it, or set MEZZOTINT_HOME to another folder");
    }

    static Logger logger() {
        return LoggerFactory.getLogger(Workbench.class);
    }
}
