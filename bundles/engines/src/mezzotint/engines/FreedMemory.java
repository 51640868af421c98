package mezzotint.engines;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory that engines have freed: the C library keeps it for the next step, and when nothing has been computed for a while it is given back
 * to the system.
 */
final class FreedMemory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FreedMemory.class);

    private final Duration idle;
    private final Runnable giveBack;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, FreedMemory::thread);
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile long lastUse;

    /** @param idle for how long nothing must have been computed */
    FreedMemory(Duration idle) {
        this(idle, FreedMemory::giveBack);
    }

    FreedMemory(Duration idle, Runnable giveBack) {
        this.idle = idle;
        this.giveBack = giveBack;
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "mezzotint freed memory");
        thread.setDaemon(true);
        return thread;
    }

    /** Something is computed now. */
    void use() {
        lastUse = System.nanoTime();
        if (waiting.compareAndSet(false, true)) {
            waitFor(idle.toNanos());
        }
    }

    private void waitFor(long nanos) {
        if (!timer.isShutdown()) {
            timer.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        long left = idle.toNanos() - (System.nanoTime() - lastUse);
        if (left > 0) {
            waitFor(left);
        } else {
            waiting.set(false);
            giveBack.run();
        }
    }

    /** By {@code malloc_trim}, as {@code jcmd System.trim_native_heap} does: Java 17.0.9 and later have it, where the C library is glibc. */
    private static void giveBack() {
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "systemTrimNativeHeap", null, null);
        } catch (JMException e) {
            LOG.debug("what was freed stays with the process: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
