package mezzotint.engines;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for each device, which makes all calls there in the order in which they came. An engine keeps workers for each thread that calls it, so
 * there is one, and it stays.
 */
final class DeviceThreads implements AutoCloseable {

    private final Map<String, DeviceThread> threads = new ConcurrentHashMap<>();
    private final Runnable called;

    /** @param called runs after each call, in its thread */
    DeviceThreads(Runnable called) {
        this.called = called;
    }

    /** @param device its id, which engines that compute on the same device have in common */
    DeviceThread of(String device) {
        return threads.computeIfAbsent(device, DeviceThread::new);
    }

    /** Puts a thread aside that may never come back. What waits for it is done by another, and so is what comes. */
    void replace(DeviceThread stuck) {
        if (threads.remove(stuck.device, stuck)) {
            stuck.pool.shutdown();
            for (Runnable call = stuck.pool.getQueue().poll(); call != null; call = stuck.pool.getQueue().poll()) {
                of(stuck.device).execute(call);
            }
        }
    }

    /** Calls that have begun come to their end. */
    @Override
    public void close() {
        threads.values().forEach(thread -> thread.pool.shutdown());
    }

    /** The thread of a device. */
    final class DeviceThread implements Executor {

        private final String device;
        private final ThreadPoolExecutor pool;
        private volatile Thread thread;

        private DeviceThread(String device) {
            this.device = device;
            pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread, (call, closed) -> of(device).execute(call)) {

                @Override
                protected void afterExecute(Runnable call, Throwable failure) {
                    called.run();
                }
            };
        }

        private Thread thread(Runnable work) {
            thread = new Thread(work, "mezzotint device " + device);
            thread.setDaemon(true);
            return thread;
        }

        /** A call from within a call is made at once: its turn has come already. */
        @Override
        public void execute(Runnable call) {
            if (Thread.currentThread() == thread) {
                call.run();
            } else {
                pool.execute(call);
            }
        }
    }
}
