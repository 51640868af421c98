package mezzotint.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mezzotint.jobs.journal.Disk;
import mezzotint.jobs.journal.Frame;
import mezzotint.jobs.journal.Journal;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of every job, in the journal and out of it. */
final class JobHistory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobHistory.class);

    private final Path folder;
    private final Journal journal;
    /** Where pictures in the trash are, by their id. */
    private final Map<String, String> discarded = new ConcurrentHashMap<>();
    private volatile Jobs.Flow flow = Jobs.Flow.OPEN;
    /** Knows whether something that happened is not in the journal, because the disk refused it. */
    private final Trouble trouble;

    JobHistory(Path folder, Disk disk, Trouble trouble) {
        this.folder = folder;
        this.trouble = trouble;
        this.journal = new Journal(folder, disk);
    }

    /** The jobs that the journal knows, in the order they came. */
    Map<String, Task> open(JobService service, FairOrder fairOrder) throws IOException {
        var tasks = new LinkedHashMap<String, Task>();
        for (Frame frame : journal.open()) {
            try {
                replay(frame.kind(), JobRecords.read(frame), tasks, service, fairOrder);
            } catch (RuntimeException e) {
                LOG.warn("the journal has a record that is whole but cannot be understood; it is passed over: {}", e.toString());
            }
        }
        return tasks;
    }

    private void replay(char kind, Map<String, Object> facts, Map<String, Task> tasks, JobService service, FairOrder fairOrder) {
        String id = (String) facts.get("id");
        switch (kind) {
            case JobRecords.ACCEPTED -> ((List<?>) facts.get("jobs")).forEach(each -> {
                Task task = JobRecords.accepted(JobRecords.map(each), service);
                tasks.putIfAbsent(task.id(), task);
            });
            case JobRecords.FORGOTTEN -> tasks.remove(id);
            case JobRecords.DISCARDED -> discarded.put(id, (String) facts.get("trash"));
            case JobRecords.RESTORED -> discarded.remove(id);
            case JobRecords.FLOW -> flow = Jobs.Flow.valueOf((String) facts.get("flow"));
            default -> {
                if (tasks.containsKey(id)) {
                    replay(kind, facts, tasks.get(id), fairOrder);
                }
            }
        }
    }

    private static void replay(char kind, Map<String, Object> facts, Task task, FairOrder fairOrder) {
        switch (kind) {
            case JobRecords.STARTED -> {
                task.wasStarted(JobRecords.time(facts, "at"), JobRecords.number(facts, "steps").longValue());
                if (facts.containsKey("attempts")) {
                    task.attempts().count(JobRecords.number(facts, "attempts").intValue());
                }
                fairOrder.serve(task.owner());
            }
            case JobRecords.HANDED_OVER -> task.handOver(JobRecords.number(facts, "number").intValue());
            case JobRecords.KEPT -> task.keep(JobRecords.number(facts, "number").intValue(), JobRecords.result(facts.get("result")));
            case JobRecords.PRIORITY -> task.prioritize(JobRecords.number(facts, "priority").intValue());
            case JobRecords.SUSPENDED -> task.attempts().forgive();
            case JobRecords.CANCELLED -> task.stop(new CancellationException("cancelled"));
            case JobRecords.ENDED -> replayEnd(facts, task);
            default -> LOG.warn("the journal has a record of kind {}, of a newer version; it is passed over", kind);
        }
    }

    private static void replayEnd(Map<String, Object> facts, Task task) {
        if (task.state().ended()) {
            return;
        }
        int number = 0;
        for (Object result : (List<?>) facts.get("results")) {
            task.keep(number++, JobRecords.result(result));
        }
        ((List<?>) facts.get("notes")).forEach(note -> task.note((String) note));
        task.end(Job.State.valueOf((String) facts.get("state")), JobRecords.time(facts, "at"), JobRecords.problem(facts).orElse(null));
        task.conclude();
    }

    /**
     * Writes jobs down, and lets them be known once they are on the disk.
     *
     * @throws Problem of kind {@code INTERNAL} if the disk does not take them
     */
    void accept(List<Task> tasks, Runnable effect) {
        try {
            journal.accept(JobRecords.frame(JobRecords.ACCEPTED, Map.of("jobs", tasks.stream().map(JobRecords::accepted).toList())), effect);
        } catch (IOException e) {
            fallBehind(e);
            throw new Problem(Problem.Kind.INTERNAL, "the job cannot be written down: " + e.getMessage(),
                    "make room on the disk that holds " + folder + ", and hand it in again", e);
        }
    }

    /** Writes down what happened, without waiting for the disk. */
    void note(char kind, Map<String, ?> facts) {
        try {
            journal.append(JobRecords.frame(kind, facts));
        } catch (IOException e) {
            fallBehind(e);
        }
    }

    /** Waits until all that was written down before is on the disk, by whomever. */
    void await() {
        try {
            journal.last().await();
        } catch (IOException e) {
            fallBehind(e);
        }
    }

    private void fallBehind(IOException why) {
        trouble.begins(Trouble.Of.JOURNAL, "the journal in " + folder + " cannot be written (" + why.getMessage()
                + "), so no job is accepted or begun until there is room on its disk; it is tried again by itself");
    }

    /** Writes the journal anew if it has grown large, or could not be written. */
    void tidy(Supplier<Stream<Task>> tasks) {
        try {
            if (trouble.of(Trouble.Of.JOURNAL) || journal.full()) {
                journal.compact(() -> truth(tasks.get().toList()));
                trouble.ends(Trouble.Of.JOURNAL);
            }
        } catch (IOException e) {
            fallBehind(e);
        }
    }

    /** All that is true now, as records. */
    private Stream<Frame> truth(List<Task> tasks) {
        Stream<Frame> common = Stream.concat(
                Stream.of(JobRecords.frame(JobRecords.FLOW, Map.of("flow", flow.name()))),
                Map.copyOf(discarded).entrySet().stream().map(d -> JobRecords.frame(JobRecords.DISCARDED, Map.of("id", d.getKey(), "trash", d.getValue()))));
        return Stream.concat(common, tasks.stream().flatMap(JobHistory::truth));
    }

    private static Stream<Frame> truth(Task task) {
        var out = Stream.<Frame>builder();
        out.add(JobRecords.frame(JobRecords.ACCEPTED, Map.of("jobs", List.of(JobRecords.accepted(task)))));
        if (task.started().isPresent()) {
            out.add(JobRecords.frame(JobRecords.STARTED, started(task)));
        }
        if (task.started().isPresent() && !task.attempts().futile()) {
            out.add(JobRecords.frame(JobRecords.SUSPENDED, Map.of("id", task.id())));
        }
        if (task.state().ended()) {
            return out.add(JobRecords.frame(JobRecords.ENDED, JobRecords.ended(task))).build();
        }
        task.kept().forEach((number, result) -> out.add(JobRecords.frame(JobRecords.KEPT, kept(task, number, result))));
        if (task.handedOver() >= 0) {
            out.add(JobRecords.frame(JobRecords.HANDED_OVER, Map.of("id", task.id(), "number", task.handedOver())));
        }
        if (task.stopped() != null) {
            out.add(JobRecords.frame(JobRecords.CANCELLED, Map.of("id", task.id())));
        }
        return out.build();
    }

    private static Map<String, Object> started(Task task) {
        return Map.of("id", task.id(), "at", task.started().orElseThrow().toEpochMilli(), "steps", task.attempts().steps(), "attempts", task.attempts().count());
    }

    /** A job of an earlier start: how far that brought it. */
    void settle(Task task) {
        task.attempts().settle(stepLogPath(task).toFile().length());
    }

    /** The workbench ends while a job runs, which says nothing against the job. */
    void suspend(Task task) {
        note(JobRecords.SUSPENDED, Map.of("id", task.id()));
    }

    /** A job begins, or goes on. */
    void start(Task task) {
        task.start(Instant.now(), stepLogPath(task).toFile().length());
        note(JobRecords.STARTED, started(task));
    }

    static Map<String, Object> kept(Task task, int number, Job.Result result) {
        return Map.of("id", task.id(), "number", number, "result", JobRecords.result(result));
    }

    /** The answers of a job's denoiser. */
    StepLogFile stepLog(Task task) {
        return new StepLogFile(stepLogPath(task), task::note);
    }

    /** The answers are of no use once the job has ended. */
    void dropStepLog(Task task) {
        try {
            Files.deleteIfExists(stepLogPath(task));
        } catch (IOException e) {
            LOG.info("{} cannot be deleted: {}", stepLogPath(task), e.getMessage());
        }
    }

    private Path stepLogPath(Task task) {
        return folder.resolve(task.id() + ".answers");
    }

    Map<String, String> discarded() {
        return discarded;
    }

    Jobs.Flow flow() {
        return flow;
    }

    void flow(Jobs.Flow now) {
        flow = now;
        note(JobRecords.FLOW, Map.of("flow", now.name()));
        await();
    }

    @Override
    public void close() {
        try {
            journal.close();
        } catch (IOException e) {
            LOG.warn("the journal in {} cannot be closed: {}", folder, e.getMessage());
        }
    }
}
