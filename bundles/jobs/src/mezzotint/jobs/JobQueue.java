package mezzotint.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import mezzotint.studio.Order;
import mezzotint.studio.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue: the jobs that wait, the one that runs and those that ended. */
final class JobQueue {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

    /** Orders that came: jobs of their own, or those of the first time. */
    record Arrival(List<Task> tasks, CompletableFuture<List<Task>> before) {
        boolean news() {
            return before == null;
        }
    }

    private final JobService service;
    private final QueueLimits limits;
    private final JobHistory history;
    private final Admission admission;
    private final FairOrder fairOrder = new FairOrder();
    private final Map<String, Task> all = new LinkedHashMap<>();
    private final Set<Task> waiting = new LinkedHashSet<>();
    /** Newest first. */
    private final Deque<Task> ended = new ArrayDeque<>();
    /** Jobs of earlier starts, where this start leaves them alone. */
    private final Set<Task> left = new LinkedHashSet<>();
    private Task running;
    /** Null while it must be found anew. */
    private QueueForecast forecast;

    JobQueue(JobService service, QueueLimits limits, JobHistory history) {
        this.service = service;
        this.limits = limits;
        this.history = history;
        this.admission = new Admission(limits);
    }

    /** Takes in what the journal knows, and ends what can not go on. */
    synchronized void open() throws IOException {
        all.putAll(history.open(service, fairOrder));
        all.values().stream().filter(t -> t.state().ended()).sorted(Comparator.comparing(t -> t.ended().orElseThrow())).forEach(ended::addFirst);
        all.values().stream().filter(t -> !t.state().ended()).forEach(limits.resume() ? waiting::add : left::add);
        var together = new LinkedHashMap<Object, List<Task>>();
        all.values().forEach(t -> together.computeIfAbsent(t.order().key().<Object>map(k -> List.of(t.owner(), k)).orElse(t), k -> new ArrayList<>()).add(t));
        together.values().forEach(admission::known);
        waiting.forEach(history::settle);
        List.copyOf(waiting).forEach(this::giveUp);
        settle();
        forgetOldest();
    }

    private void endStopped(Task task) {
        end(task, task.stopped() instanceof Problem ? Job.State.FAILED : Job.State.CANCELLED, task.stopped());
    }

    /** Ends a job that was cancelled while it ran, or that the workbench dies of. */
    private void giveUp(Task task) {
        if (task.stopped() != null) {
            endStopped(task);
        } else if (task.attempts().count() >= limits.attempts()) {
            LOG.warn("the job {} is given up: the workbench ended during each of its last {} starts", task.id(), task.attempts().count());
            end(task, Job.State.FAILED, new Problem(Problem.Kind.INTERNAL,
                    "the job was given up: the workbench ended during each of its last " + task.attempts().count() + " starts, and none brought it a step further",
                    "look into the log for what ended it, and hand the job in again"));
        }
    }

    /** @param last asked last whether they may come in, for it counts them */
    synchronized Arrival arrive(List<Order> orders, Consumer<List<Order>> last) {
        return admission.before(orders).map(before -> new Arrival(List.of(), before))
                .orElseGet(() -> new Arrival(admission.reserve(orders, all, waiting, history.flow(), service, last), null));
    }

    /** Orders that are written down. */
    synchronized void enter(List<Task> tasks) {
        tasks.forEach(task -> all.put(task.id(), task));
        waiting.addAll(tasks);
        admission.arrived(tasks);
        settle();
        wake();
    }

    synchronized void refuse(List<Task> tasks, Problem why) {
        admission.refused(tasks, why);
    }

    /** Something that the order depends on has changed. */
    synchronized void wake() {
        forecast = null;
        notifyAll();
    }

    /** The next job, which now runs; waits for one. Null when the workbench ends. */
    synchronized Task next() throws InterruptedException {
        while (!service.ending()) {
            Optional<Task> first = paused() ? Optional.empty() : forecast().order().stream().filter(this::ready).findFirst();
            if (first.isPresent()) {
                running = first.get();
                waiting.remove(running);
                fairOrder.serve(running.owner());
                forecast = null;
                return running;
            }
            wait();
        }
        return null;
    }

    /** The job that ran has ended, or gave way. */
    synchronized void leave() {
        Task gone = running;
        running = null;
        if (gone.state() == Job.State.WAITING) {
            waiting.add(gone);
            if (gone.stopped() != null && !service.ending()) {
                endStopped(gone);
            }
        }
        wake();
    }

    /** Whether somebody else's job, as urgent at least, could run in the place of this one. */
    synchronized boolean othersWait(Task task) {
        return !paused() && waiting.stream().anyMatch(t -> !t.owner().equals(task.owner()) && t.priority() >= task.priority() && ready(t));
    }

    private boolean paused() {
        return history.flow() == Jobs.Flow.PAUSED || service.troubles().of(Trouble.Of.JOURNAL);
    }

    private boolean ready(Task task) {
        return task.after().stream().allMatch(id -> !all.containsKey(id) || all.get(id).state() == Job.State.DONE);
    }

    /** Fails the jobs that waited for one that is not done, and those that waited for them. */
    private void settle() {
        List<Task> dependent = waiting.stream().filter(task -> !task.after().isEmpty()).toList();
        for (boolean changed = !dependent.isEmpty(); changed;) {
            changed = false;
            for (Task task : dependent) {
                Optional<Task> culprit = culprit(task);
                if (culprit.isPresent()) {
                    String how = culprit.get().state() == Job.State.FAILED ? "failed" : "was cancelled";
                    end(task, Job.State.FAILED, new Problem(Problem.Kind.CONFLICT,
                            "the job " + culprit.get().id() + ", which this one waits for, " + how, "hand both in again"));
                    changed = true;
                }
            }
        }
    }

    private Optional<Task> culprit(Task task) {
        return task.state().ended() ? Optional.empty()
                : task.after().stream().map(all::get).filter(t -> t != null && t.state().ended() && t.state() != Job.State.DONE).findFirst();
    }

    private void end(Task task, Job.State how, RuntimeException why) {
        waiting.remove(task);
        service.end(task, how, why);
    }

    synchronized void ended(Task task) {
        ended.addFirst(task);
        settle();
        forgetOldest();
        wake();
    }

    synchronized void cancel(Collection<String> ids) {
        for (String id : ids) {
            Task task = all.get(id);
            if (task == null || task.state().ended()) {
                continue;
            }
            task.stop(new CancellationException("cancelled"));
            if (waiting.contains(task) || left.remove(task)) {
                end(task, Job.State.CANCELLED, new CancellationException("cancelled"));
            } else {
                history.note(JobRecords.CANCELLED, Map.of("id", id));
            }
        }
    }

    synchronized void forget(Collection<String> ids) {
        for (String id : ids) {
            Task task = all.get(id);
            if (task != null && task.state().ended() && !awaited(task)) {
                ended.remove(task);
                remove(task);
                history.note(JobRecords.FORGOTTEN, Map.of("id", id));
            }
        }
    }

    private boolean awaited(Task task) {
        return waiting.stream().anyMatch(t -> t.after().contains(task.id()));
    }

    private void remove(Task task) {
        all.remove(task.id());
        admission.forget(task, all.values());
        task.results().forEach(result -> service.recent().remove(result.id()));
    }

    private void forgetOldest() {
        Instant oldest = Instant.now().minus(limits.age());
        while (!ended.isEmpty() && (ended.size() > limits.kept() || ended.getLast().ended().orElseThrow().isBefore(oldest))
                && !awaited(ended.getLast())) {
            remove(ended.removeLast());
        }
    }

    synchronized void prioritize(String id, int priority) {
        Admission.checkPriority(priority);
        Task task = find(id).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no job " + id, "look at /api/jobs"));
        if (!waiting.contains(task)) {
            throw new Problem(Problem.Kind.CONFLICT, "the job does not wait any more", "change jobs that wait");
        }
        task.prioritize(priority);
        history.note(JobRecords.PRIORITY, Map.of("id", id, "priority", priority));
        service.changed(task);
        wake();
    }

    /** The workbench ends. */
    synchronized void suspend() {
        if (running != null) {
            running.suspend();
            history.suspend(running);
        }
        waiting.forEach(Task::suspend);
        notifyAll();
    }

    synchronized Optional<Task> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    synchronized Stream<Task> jobs() {
        return new ArrayList<>(all.values()).stream();
    }

    synchronized List<Job> list() {
        var jobs = new ArrayList<Job>();
        Optional.ofNullable(running).ifPresent(jobs::add);
        jobs.addAll(forecast().order());
        jobs.addAll(left);
        ended.stream().filter(t -> t != running).forEach(jobs::add);
        return jobs;
    }

    synchronized int position(Task task) {
        return waiting.contains(task) ? forecast().position().get(task) + (running == null ? 0 : 1) : 0;
    }

    /** Until its pictures are there; NaN while that is not known. */
    synchronized double secondsLeft(Task task) {
        if (task.state().ended()) {
            return 0;
        }
        double first = running == null ? 0 : left(running);
        return task == running ? first : first + forecast().seconds().getOrDefault(task, Double.NaN);
    }

    private double left(Task task) {
        Progress progress = task.progress();
        double measured = service.stepTimes().seconds(task, progress.step(), progress.steps() > 0 ? progress.steps() : task.request().walk().steps());
        return Double.isNaN(measured) ? progress.secondsLeft() : measured;
    }

    private QueueForecast forecast() {
        if (forecast == null) {
            forecast = QueueForecast.of(fairOrder.order(waiting), this::ready, service.stepTimes());
        }
        return forecast;
    }
}
