package mezzotint.jobs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import mezzotint.studio.Request;
import mezzotint.studio.Studio;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The jobs of this process, one at a time in the order they came: a processor has no use for two at once. */
@Component
public final class Queue implements Jobs {

    /** Jobs that may wait; more are refused. */
    private static final int ROOM = 1000;
    /** Ended jobs that are remembered. */
    private static final int MEMORY = 200;

    private final Studio studio;
    private final Plugins plugins;
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final Map<String, Task> all = new LinkedHashMap<>();
    private final List<Consumer<Job>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> thread(work, "mezzotint clock"));
    private final Thread worker = thread(this::work, "mezzotint worker");
    private Task running;

    @Activate
    public Queue(@Reference Studio studio, @Reference Plugins plugins) {
        this.studio = studio;
        this.plugins = plugins;
        worker.start();
    }

    @Deactivate
    void close() {
        worker.interrupt();
        clock.shutdownNow();
        list().forEach(Job::cancel);
    }

    @Override
    public synchronized Job submit(Request request, Duration limit) {
        if (waiting.size() >= ROOM) {
            throw new Problem(Problem.Kind.BUSY, ROOM + " jobs are waiting", "try again when some are done");
        }
        var task = new Task(UUID.randomUUID().toString(), request, limit, this);
        waiting.add(task);
        all.put(task.id(), task);
        forgetOldest();
        notifyAll();
        return task;
    }

    @Override
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized List<Job> list() {
        var jobs = new ArrayList<Job>(waiting);
        if (running != null) {
            jobs.add(0, running);
        }
        var ended = new ArrayList<Job>(all.values());
        ended.removeAll(jobs);
        java.util.Collections.reverse(ended);
        jobs.addAll(ended);
        return jobs;
    }

    @Override
    public synchronized Optional<Job.Result> picture(String id) {
        return all.values().stream().flatMap(t -> t.results().stream()).filter(r -> r.id().equals(id)).findFirst();
    }

    @Override
    public AutoCloseable listen(Consumer<Job> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void changed(Job job) {
        listeners.forEach(l -> l.accept(job));
    }

    synchronized int position(Task task) {
        int before = running == null ? 0 : 1;
        for (Task other : waiting) {
            if (other == task) {
                return before;
            }
            before++;
        }
        return 0;
    }

    /** @return whether it was still waiting */
    synchronized boolean withdraw(Task task) {
        return waiting.remove(task);
    }

    private void work() {
        try {
            while (true) {
                Task task = next();
                var alarm = clock.schedule(task::expire, task.limit().toMillis(), TimeUnit.MILLISECONDS);
                task.run(studio, plugins);
                alarm.cancel(false);
                synchronized (this) {
                    running = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Task next() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        running = waiting.remove();
        return running;
    }

    private void forgetOldest() {
        var i = all.values().iterator();
        while (all.size() > MEMORY + waiting.size() + 1 && i.hasNext()) {
            if (i.next().ended()) {
                i.remove();
            }
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
