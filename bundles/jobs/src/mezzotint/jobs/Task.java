package mezzotint.jobs;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.script.ImageSink;
import mezzotint.studio.Job;
import mezzotint.studio.Picture;
import mezzotint.studio.Progress;
import mezzotint.studio.Request;
import mezzotint.studio.Studio;
import mezzotint.studio.Watcher;
import org.slf4j.LoggerFactory;

/** A job of the queue: runs its request once, and remembers how that went. */
final class Task implements Job {

    private final String id;
    private final Request request;
    private final Duration limit;
    private final Queue queue;
    private final Instant submitted = Instant.now();
    private final CompletableFuture<List<Result>> future = new CompletableFuture<>();
    private volatile State state = State.WAITING;
    private volatile Progress progress = new Progress("waiting", 0, 0, Double.NaN, Optional.empty());
    /** What ends the run at its next step. */
    private volatile RuntimeException stop;
    private volatile Problem problem;

    Task(String id, Request request, Duration limit, Queue queue) {
        this.id = id;
        this.request = request;
        this.limit = limit;
        this.queue = queue;
    }

    void run(Studio studio, Plugins plugins) {
        state = State.RUNNING;
        try {
            watch(new Progress("loading", 0, 0, Double.NaN, Optional.empty()));
            List<Picture> pictures = studio.generate(request, new Eye());
            watch(new Progress("saving", progress.step(), progress.steps(), 0, Optional.empty()));
            List<Result> kept = keep(pictures, plugins);
            progress = new Progress("done", progress.steps(), progress.steps(), 0, Optional.empty());
            state = State.DONE;
            future.complete(kept);
        } catch (CancellationException e) {
            end(State.CANCELLED, e);
        } catch (Problem e) {
            fail(e);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            fail(blame(e));
        }
        changed();
    }

    private void watch(Progress now) {
        RuntimeException reason = stop;
        if (reason != null) {
            throw reason;
        }
        boolean walking = now.steps() > 0 || progress.steps() == 0;
        progress = walking ? now : new Progress(now.stage(), progress.step(), progress.steps(), now.secondsLeft(), now.preview());
        changed();
    }

    /** What the studio reports to. */
    private final class Eye implements Watcher {

        @Override
        public void progress(Progress progress) {
            watch(progress);
        }

        @Override
        public String job() {
            return id;
        }
    }

    private static List<Result> keep(List<Picture> pictures, Plugins plugins) {
        return plugins.withAll(ImageSink.class, sinks -> pictures.stream().map(picture -> {
            List<String> places = sinks.stream().map(sink -> store(picture, sink)).toList();
            return new Result(UUID.randomUUID().toString(), places.isEmpty() ? "" : places.get(0), picture);
        }).toList());
    }

    @SuppressWarnings("unchecked")
    private static String store(Picture picture, Lease<?> sink) {
        var hook = (ImageSink<Record>) sink.hook();
        try {
            URI where = hook.accept(picture, Parameters.of(hook, Map.of()));
            return where.toString();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, sink.entry().label() + " could not keep the picture: " + e.getMessage(),
                    "check the disk and who may write there", e);
        }
    }

    /** A failure nobody foresaw, with the bundle it came from. */
    private static Problem blame(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            for (StackTraceElement at : cause.getStackTrace()) {
                if (at.getClassName().startsWith("java.")) {
                    continue;
                }
                String bundle = at.getClassName().replaceAll("\\.[A-Z].*", "");
                LoggerFactory.getLogger(Task.class).warn("a job failed in {}", bundle, e);
                return new Problem(Problem.Kind.INTERNAL, bundle + " failed: " + e, "switch the plugin off or update it", e);
            }
        }
        return new Problem(Problem.Kind.INTERNAL, "the job failed: " + e, "look into the log", e);
    }

    private void fail(Problem why) {
        problem = why;
        end(State.FAILED, why);
    }

    private void end(State how, RuntimeException why) {
        state = how;
        progress = new Progress(how.name().toLowerCase(java.util.Locale.ROOT), progress.step(), progress.steps(), 0, Optional.empty());
        future.completeExceptionally(why);
    }

    /** Gives the job up after its time. */
    void expire() {
        stop = new Problem(Problem.Kind.TIMEOUT, "the job took longer than " + limit.toSeconds() + " s",
                "allow more time, or ask for fewer steps or a smaller picture");
    }

    boolean ended() {
        return state != State.WAITING && state != State.RUNNING;
    }

    List<Result> results() {
        return state == State.DONE ? future.join() : List.of();
    }

    Duration limit() {
        return limit;
    }

    private void changed() {
        queue.changed(this);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Instant submitted() {
        return submitted;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public int position() {
        return queue.position(this);
    }

    @Override
    public CompletionStage<List<Result>> result() {
        return future;
    }

    @Override
    public void cancel() {
        stop = new CancellationException("cancelled");
        if (queue.withdraw(this)) {
            end(State.CANCELLED, new CancellationException("cancelled"));
            changed();
        }
    }
}
