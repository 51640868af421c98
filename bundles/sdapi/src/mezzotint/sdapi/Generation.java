package mezzotint.sdapi;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;

/** A request of A1111's API on its way: a job for each of its iterations. */
final class Generation {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.systemDefault());

    private final String id;
    private final String kind;
    private final List<Job> jobs;
    private final Jobs queue;
    private final Instant started;
    private final CompletableFuture<List<Job.Result>> results;
    private volatile boolean interrupted;
    private volatile boolean skipped;

    /** @param kind txt2img or img2img */
    Generation(String id, String kind, List<Job> jobs, Jobs queue) {
        this.queue = queue;
        this.id = id;
        this.kind = kind;
        this.jobs = List.copyOf(jobs);
        this.started = jobs.get(0).submitted();
        List<CompletableFuture<List<Job.Result>>> each = jobs.stream().map(this::made).toList();
        this.results = CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .thenApply(all -> each.stream().flatMap(made -> made.join().stream()).toList());
    }

    /** What a job makes; one that the client gave up makes nothing, and one that fails ends the others. */
    private CompletableFuture<List<Job.Result>> made(Job job) {
        return job.result().toCompletableFuture().handle((made, failure) -> {
            if (failure == null) {
                return made;
            }
            Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof CancellationException) {
                return List.<Job.Result>of();
            }
            end();
            throw new CompletionException(cause);
        });
    }

    /** Ends the picture that is being made as it is, and gives up what waits. */
    void interrupt() {
        interrupted = true;
        current().forEach(Job::finish);
    }

    /** Ends the picture that is being made as it is. */
    void skip() {
        skipped = true;
        current().stream().findFirst().ifPresent(Job::finish);
    }

    /** Gives it up if no job of it has begun; what has begun goes on. */
    void leave() {
        if (!running()) {
            end();
        }
    }

    private void end() {
        queue.cancel(jobs.stream().map(Job::id).toList());
    }

    /** Pictures in the order of their seeds, once all jobs have ended; a failure of a job is that of the whole. */
    CompletableFuture<List<Job.Result>> results() {
        return results;
    }

    boolean ended() {
        return results.isDone();
    }

    boolean running() {
        return jobs.stream().anyMatch(job -> job.state() != Job.State.WAITING) && !ended();
    }

    /** The jobs that have not ended, the running one first. */
    List<Job> current() {
        var open = new ArrayList<Job>();
        Stream.of(Job.State.RUNNING, Job.State.WAITING).forEach(state -> jobs.stream().filter(j -> j.state() == state).forEach(open::add));
        return open;
    }

    String id() {
        return id;
    }

    String kind() {
        return kind;
    }

    List<Job> jobs() {
        return jobs;
    }

    /** What the user should know of how its jobs were done, a sentence each. */
    List<String> notes() {
        return jobs.stream().flatMap(job -> job.notes().stream()).distinct().toList();
    }

    Instant started() {
        return started;
    }

    String timestamp() {
        return TIMESTAMP.format(started);
    }

    boolean interrupted() {
        return interrupted;
    }

    boolean skipped() {
        return skipped;
    }
}
