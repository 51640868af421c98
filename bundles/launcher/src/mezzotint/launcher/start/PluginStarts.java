package mezzotint.launcher.start;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the plugins once everything else runs, one after the other, each on a thread that can be left behind: what hangs, throws or even
 * ends the process in its start does not keep the others from starting, now or the next time.
 */
final class PluginStarts implements AutoCloseable {

    /** After this the next plugin need not wait any more. */
    private static final long TURN_MILLIS = 1000;

    /** Seconds that a bundle may take to start; the manager keeps to it too. */
    private static final String LIMIT = "mezzotint.limits.bundle";
    private static final long LIMIT_SECONDS = 10;
    private static final long GRACE_MILLIS = 500;
    /** Core's service that is told what went wrong. */
    private static final String REPORTS = "(mezzotint.role=start)";

    /** Deaths in a row after which a plugin of the distribution is left out: one may be a power cut, or somebody who had no patience. */
    private static final int SHIPPED_DEATHS = 2;

    /**
     * A plugin that was being started when the process ended unawares.
     *
     * @param times how often in a row
     */
    private record Death(String version, int times) {}

    /** A start that was begun. */
    private record Start(Thread thread, CompletableFuture<Void> done) {}

    /** An entry of the list of quarantines. */
    private record Quarantined(String bundle, String version) {}

    private final BundleContext context;
    private final boolean safe;
    private final long limit;
    /** Names the plugins that are being started; it is there only as long as one is. */
    private final Path marker;
    private final Map<String, Death> died;
    private final Map<String, String> quarantined;
    private final Map<Bundle, Start> begun = new ConcurrentHashMap<>();
    private final CountDownLatch turns = new CountDownLatch(1);
    private boolean closed;

    PluginStarts(BundleContext context, StartSettings settings) {
        this.context = context;
        this.safe = settings.safe();
        this.limit = limit(context.getProperty(LIMIT));
        this.marker = settings.home().resolve("cache/starting");
        this.died = died(marker);
        this.quarantined = quarantined(settings.home().resolve("conf/quarantine.json"));
    }

    private static long limit(String set) {
        return set != null && set.matches("[1-9]\\d{0,4}") ? Long.parseLong(set) : LIMIT_SECONDS;
    }

    private static Map<String, Death> died(Path marker) {
        try {
            return !Files.exists(marker) ? Map.of() : Files.readAllLines(marker).stream().map(line -> line.split(" "))
                    .filter(parts -> parts.length == 3 && parts[2].matches("\\d{1,9}"))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> new Death(parts[1], Integer.parseInt(parts[2])), (a, b) -> b, LinkedHashMap::new));
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Map<String, String> quarantined(Path list) {
        try {
            Quarantined[] all = Files.exists(list) ? new Gson().fromJson(Files.readString(list), Quarantined[].class) : null;
            return all == null ? Map.of() : Arrays.stream(all).filter(q -> q.bundle() != null && q.version() != null)
                    .collect(Collectors.toMap(Quarantined::bundle, Quarantined::version, (a, b) -> b));
        } catch (IOException | JsonParseException e) {
            return Map.of();
        }
    }

    /** Whether a bundle is one of those that are started here. */
    static boolean isPlugin(Bundle bundle) {
        return bundle.getBundleId() != 0 && bundle.adapt(BundleStartLevel.class).getStartLevel() == Workbench.PLUGINS;
    }

    /** Starts, on a thread of its own, what is switched on and may be started. */
    void begin() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "starts"));
        Thread thread = new Thread(this::run, "mezzotint plugins");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (Bundle bundle : context.getBundles()) {
            if (isPlugin(bundle) && isDeadly(bundle)) {
                report(bundle, "died", "was being started when the workbench ended unawares, so it is left out");
            }
        }
        var unfinished = new ArrayList<Bundle>();
        try {
            for (Bundle bundle : context.getBundles()) {
                if (isPlugin(bundle) && mayStart(bundle) && !awaited(start(bundle), TURN_MILLIS)) {
                    unfinished.add(bundle);
                }
            }
            turns.countDown();
            for (Bundle bundle : unfinished) {
                leave(bundle);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayStart(Bundle bundle) {
        String name = bundle.getSymbolicName();
        String version = bundle.getVersion().toString();
        return bundle.adapt(BundleStartLevel.class).isPersistentlyStarted() && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null
                && !version.equals(quarantined.get(name)) && !isDeadly(bundle)
                && (!safe || bundle.getLocation().startsWith(ShippedBundles.REFERENCE));
    }

    private boolean isDeadly(Bundle bundle) {
        return deaths(bundle) >= (bundle.getLocation().startsWith(ShippedBundles.REFERENCE) ? SHIPPED_DEATHS : 1);
    }

    private int deaths(Bundle bundle) {
        Death death = died.get(bundle.getSymbolicName());
        return death != null && death.version().equals(bundle.getVersion().toString()) ? death.times() : 0;
    }

    private Start start(Bundle bundle) {
        var done = new CompletableFuture<Void>();
        Thread thread = new Thread(() -> {
            try {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            } catch (Throwable e) {
                report(bundle, "threw", "does not start: " + why(e));
            } finally {
                begun.remove(bundle);
                mark();
                done.complete(null);
            }
        }, "start of " + bundle.getSymbolicName());
        thread.setDaemon(true);
        var start = new Start(thread, done);
        begun.put(bundle, start);
        mark();
        thread.start();
        return start;
    }

    private static String why(Throwable e) {
        Throwable cause = e instanceof BundleException && e.getCause() != null ? e.getCause() : e;
        return cause instanceof BundleException ? cause.getMessage() : cause.toString();
    }

    private static boolean awaited(Start start, long millis) throws InterruptedException {
        try {
            start.done().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a start its time, and goes without it then. */
    private void leave(Bundle bundle) throws InterruptedException {
        Start start = begun.get(bundle);
        if (start == null || awaited(start, limit * 1000 - TURN_MILLIS)) {
            return;
        }
        report(bundle, "stalled", "did not come to an end of its start within " + limit + " s, so it is left out from the next start on");
        start.thread().interrupt();
    }

    /** Waits until every plugin has been started, but for those that take longer than others should have to wait. */
    void await() throws InterruptedException {
        turns.await();
    }

    /** Keeps on disk which plugins are being started, so that the next process knows if this one does not live through it. */
    private synchronized void mark() {
        try {
            if (begun.isEmpty() || closed) {
                Files.deleteIfExists(marker);
            } else {
                Files.write(marker, begun.keySet().stream()
                        .map(b -> b.getSymbolicName() + " " + b.getVersion() + " " + (deaths(b) + 1)).toList());
            }
        } catch (IOException e) {
            logger().warn("{} cannot be written: {}", marker, e.getMessage());
        }
    }

    private void report(Bundle bundle, String kind, String did) {
        report(bundle.getSymbolicName(), bundle.getVersion().toString(), kind, did);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void report(String name, String version, String kind, String did) {
        try {
            for (ServiceReference<Consumer> reports : context.getServiceReferences(Consumer.class, REPORTS)) {
                Consumer<Map<String, String>> consumer = context.getService(reports);
                consumer.accept(Map.of("bundle", name, "version", version, "kind", kind, "did", did));
                return;
            }
        } catch (InvalidSyntaxException | IllegalStateException e) {
            logger().debug("nobody takes reports", e);
        }
        logger().warn("{} {} {}", name, version, did);
    }

    /** Whether every start has come to its end; those that have not are interrupted. */
    boolean settle() throws InterruptedException {
        for (Start start : List.copyOf(begun.values())) {
            start.thread().interrupt();
            awaited(start, GRACE_MILLIS);
        }
        return begun.isEmpty();
    }

    /** Forgets what is being started, unless that is what ends the process. */
    @Override
    public synchronized void close() {
        boolean ends = begun.values().stream().flatMap(s -> Arrays.stream(s.thread().getStackTrace()))
                .anyMatch(at -> Set.of("java.lang.Shutdown", "java.lang.ApplicationShutdownHooks").contains(at.getClassName()));
        if (!ends) {
            closed = true;
            mark();
        }
    }

    private static Logger logger() {
        return LoggerFactory.getLogger(PluginStarts.class);
    }
}
