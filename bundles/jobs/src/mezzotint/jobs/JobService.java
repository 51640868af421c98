package mezzotint.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mezzotint.access.Quotas;
import mezzotint.jobs.journal.Disk;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import mezzotint.studio.Order;
import mezzotint.studio.Studio;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.LoggerFactory;

/** The jobs of this process, one at a time: a processor has no use for two at once. */
@Component(service = {Jobs.class, JobService.class})
public final class JobService implements Jobs {

    private static final long STOP_MILLIS = 5_000;
    /** How often it is tried again to write what could not be written. */
    static final long RETRY_MILLIS = 1_000;
    /** Topic of events: there is trouble, or no more. */
    private static final String NEWS = "mezzotint/queue";

    private final Studio studio;
    private final Plugins plugins;
    private final Framework framework;
    private final Trouble trouble = new Trouble(this::troubleChanged);
    private final JobHistory history;
    private final JobQueue queue;
    private final QueueLimits limits;
    private final StepTimes stepTimes;
    private final RecentPictures recent = new RecentPictures();
    private final Announcer announcer = new Announcer();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> thread(work, "mezzotint clock"));
    private final Thread worker = thread(this::work, "mezzotint worker");
    private volatile boolean closing;
    /** Whoever counts pictures of users; it may come and go without the queue being opened again. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Quotas quotas;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile EventAdmin events;

    @Activate
    public JobService(BundleContext context, @Reference Studio studio, @Reference Plugins plugins) throws IOException {
        this(Path.of(context.getProperty("mezzotint.home")), Disk.REAL, QueueLimits.of(context), new Framework(context), studio, plugins);
    }

    JobService(Path home, Disk disk, QueueLimits limits, Framework framework, Studio studio, Plugins plugins) throws IOException {
        this.studio = studio;
        this.plugins = plugins;
        this.framework = framework;
        this.stepTimes = new StepTimes(home.resolve("cache/times.json"));
        this.history = new JobHistory(home.resolve("journal"), disk, trouble);
        this.limits = limits;
        this.queue = new JobQueue(this, limits, history);
        queue.open();
        worker.start();
        clock.scheduleWithFixedDelay(this::mend, RETRY_MILLIS, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() throws InterruptedException {
        closing = true;
        queue.suspend();
        worker.join(STOP_MILLIS);
        worker.interrupt();
        worker.join(STOP_MILLIS);
        clock.shutdownNow();
        announcer.close();
        history.close();
    }

    @Override
    public List<Job> submit(List<Order> orders) {
        if (orders.isEmpty()) {
            throw Problem.invalid("there is no job in the list", "give one at least");
        }
        JobQueue.Arrival arrival = queue.arrive(orders, this::count);
        if (arrival.news()) {
            write(arrival.tasks());
            return List.copyOf(arrival.tasks());
        }
        try {
            List<Task> before = arrival.before().join();
            Admission.checkSame(orders, before);
            return List.copyOf(before);
        } catch (CompletionException e) {
            throw e.getCause() instanceof Problem p ? p : e;
        }
    }

    /** Counts the pictures of orders that nothing else speaks against. */
    private void count(List<Order> orders) {
        Quotas counting = quotas;
        if (counting != null) {
            counting.countPictures(orders.get(0).owner(), orders.stream().mapToInt(order -> order.request().canvas().count()).sum());
        }
    }

    private void write(List<Task> tasks) {
        try {
            history.accept(tasks, () -> queue.enter(tasks));
        } catch (Problem e) {
            queue.refuse(tasks, e);
            throw e;
        }
        tasks.forEach(this::changed);
    }

    @Override
    public Optional<Job> find(String id) {
        return queue.find(id).map(task -> task);
    }

    @Override
    public List<Job> list() {
        return queue.list();
    }

    @Override
    public void cancel(Collection<String> ids) {
        queue.cancel(ids);
        history.await();
    }

    @Override
    public void forget(Collection<String> ids) {
        queue.forget(ids);
        history.await();
    }

    @Override
    public void prioritize(String id, int priority) {
        queue.prioritize(id, priority);
        history.await();
    }

    @Override
    public Flow flow() {
        return history.flow();
    }

    @Override
    public void flow(Flow flow) {
        history.flow(flow);
        queue.wake();
    }

    @Override
    public Optional<String> trouble() {
        return trouble.words();
    }

    private void troubleChanged() {
        queue.wake();
        Optional.ofNullable(events).ifPresent(admin -> admin.postEvent(new Event(NEWS, Map.of())));
    }

    private void mend() {
        try {
            if (trouble.of(Trouble.Of.JOURNAL)) {
                history.tidy(queue::jobs);
            }
        } catch (RuntimeException e) { // it is tried again, which an exception would end
            LoggerFactory.getLogger(JobService.class).warn("the journal cannot be written anew", e);
        }
    }

    /** Ends a job with what there is of its pictures. */
    void finish(Task task) {
        if (task.state() == Job.State.WAITING && !task.gaveWay()) {
            cancel(List.of(task.id()));
        }
    }

    @Override
    public AutoCloseable listen(Consumer<Job> listener) {
        return announcer.listen(listener);
    }

    void changed(Job job) {
        announcer.changed(job);
    }

    int position(Task task) {
        return queue.position(task);
    }

    double secondsLeft(Task task) {
        return queue.secondsLeft(task);
    }

    /** Whether a place is that of a picture of any job. */
    boolean knows(String place) {
        return queue.jobs().flatMap(t -> t.results().stream()).anyMatch(r -> r.place().equals(place));
    }

    Stream<Task> jobs() {
        return queue.jobs();
    }

    JobHistory history() {
        return history;
    }

    Trouble troubles() {
        return trouble;
    }

    StepTimes stepTimes() {
        return stepTimes;
    }

    RecentPictures recent() {
        return recent;
    }

    /** Whether the workbench ends. */
    boolean ending() {
        return closing || framework.ending();
    }

    /** @param nanos for which the job has been running */
    boolean turnIsOver(Task running, long nanos) {
        return nanos >= limits.turn().toNanos() && queue.othersWait(running);
    }

    /** A job ends: first it is so, then it is written down, then told. */
    void end(Task task, Job.State how, RuntimeException why) {
        task.end(how, Instant.now(), why);
        history.note(JobRecords.ENDED, JobRecords.ended(task));
        history.dropStepLog(task);
        task.conclude();
        queue.ended(task);
        changed(task);
    }

    private void work() {
        try {
            framework.await(this::ending);
            for (Task task = queue.next(); task != null; task = queue.next()) {
                run(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Task task) {
        long begin = System.nanoTime();
        var alarm = clock.schedule(task::expire, task.left().toMillis(), TimeUnit.MILLISECONDS);
        try {
            new JobRun(task, this, history).run(studio, plugins);
            history.await();
        } catch (Throwable e) { // the worker is the only one there is
            LoggerFactory.getLogger(JobService.class).warn("the end of a job went wrong; the next one is done", e);
            giveUp(task, e);
        } finally {
            alarm.cancel(false);
            task.ran(System.nanoTime() - begin);
            queue.leave();
        }
        if (!clock.isShutdown()) {
            clock.execute(() -> history.tidy(queue::jobs));
        }
    }

    /** Who waits for a job must hear of its end, even if that cannot be written down. */
    private void giveUp(Task task, Throwable why) {
        if (!task.state().ended() && !ending()) {
            end(task, Job.State.FAILED, new Problem(Problem.Kind.INTERNAL, "the job could not be ended as it should: " + why, "look into the log", why));
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
