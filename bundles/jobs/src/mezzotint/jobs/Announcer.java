package mezzotint.jobs;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import mezzotint.studio.Job;
import org.slf4j.LoggerFactory;

/** Tells listeners which jobs changed, on a thread of its own: a job that changes again before they are told is told once. */
final class Announcer implements AutoCloseable {

    private final List<Consumer<Job>> listeners = new CopyOnWriteArrayList<>();
    private final Set<Job> changed = new LinkedHashSet<>();
    private final Thread thread = new Thread(this::work, "mezzotint events");

    Announcer() {
        thread.setDaemon(true);
        thread.start();
    }

    AutoCloseable listen(Consumer<Job> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    synchronized void changed(Job job) {
        changed.add(job);
        notifyAll();
    }

    private void work() {
        try {
            while (true) {
                Job job = next();
                listeners.forEach(listener -> tell(listener, job));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Job next() throws InterruptedException {
        while (changed.isEmpty()) {
            wait();
        }
        Iterator<Job> first = changed.iterator();
        Job job = first.next();
        first.remove();
        return job;
    }

    private static void tell(Consumer<Job> listener, Job job) {
        try {
            listener.accept(job);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Announcer.class).warn("a listener of jobs failed", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
