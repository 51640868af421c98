package mezzotint.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Order;
import mezzotint.studio.Progress;
import mezzotint.studio.Request;

/** A job of the queue, and how it went. */
final class Task implements Job {

    private final String id;
    private final Order order;
    /** What decides how long it takes. */
    private final String kind;
    private final Instant submitted;
    private final JobService service;
    private final CompletableFuture<List<Result>> future = new CompletableFuture<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    /** Pictures that a sink has, by their number. */
    private final Map<Integer, Result> kept = new ConcurrentSkipListMap<>();
    private volatile int priority;
    private volatile State state = State.WAITING;
    private volatile Progress progress = new Progress("waiting", 0, 0, Double.NaN, Optional.empty());
    private volatile Instant started;
    private volatile Instant ended;
    private volatile Problem problem;
    private volatile Map<String, Double> times = Map.of();
    /** What ends the run at its next step. */
    private volatile RuntimeException stop;
    /** Nanoseconds that it ran, in all its turns. */
    private volatile long ran;
    /** Whether it runs on when others had their turn. */
    private volatile boolean gaveWay;
    /** The thread that works on the job; null while none does. */
    private Thread worker;
    /** The picture that was being handed to the sinks when the workbench died; -1 if none was. */
    private volatile int handedOver = -1;
    private final Attempts attempts = new Attempts();
    /** Why its pictures cannot be kept; null if nothing speaks against it. */
    private volatile String blocked;
    /** Whether the pictures are to be made of what there is. */
    private volatile boolean finishing;

    Task(String id, Order order, Instant submitted, JobService service) {
        this.id = id;
        this.order = order;
        this.kind = StepTimes.kind(order.request());
        this.submitted = submitted;
        this.service = service;
        this.priority = order.priority();
    }

    /** @param steps size of what is kept of its steps */
    void start(Instant at, long steps) {
        wasStarted(at, steps);
        state = State.RUNNING;
    }

    /** Started by a workbench that has died since: it waits again. */
    void wasStarted(Instant at, long steps) {
        attempts.start(steps);
        started = at;
    }

    /** Its turn is over: it waits again, with what it has of its steps. */
    void giveWay() {
        gaveWay = true;
        progress = new Progress("waiting", progress.step(), progress.steps(), Double.NaN, Optional.empty());
        state = State.WAITING;
    }

    /** Takes in how far the run is; ends it if it is to end. */
    void watch(Progress now) {
        RuntimeException reason = stop;
        if (reason != null) {
            throw reason;
        }
        boolean walking = now.steps() > 0 || progress.steps() == 0;
        progress = walking ? now : new Progress(now.stage(), progress.step(), progress.steps(), now.secondsLeft(), now.preview());
    }

    void keep(int number, Result result) {
        kept.put(number, result);
        handedOver = -1;
        attempts.advance();
    }

    void handOver(int number) {
        handedOver = number;
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    void spent(Map<String, Double> seconds) {
        times = Map.copyOf(seconds);
    }

    /** @param why null if it is done */
    void end(State how, Instant at, RuntimeException why) {
        problem = why instanceof Problem p ? p : null;
        ended = at;
        int steps = progress.steps();
        progress = new Progress(how.name().toLowerCase(Locale.ROOT), how == State.DONE ? steps : progress.step(), steps, 0, Optional.empty());
        state = how;
    }

    /** Lets those know who wait for the end. */
    void conclude() {
        if (state == State.DONE) {
            future.complete(results());
        } else {
            future.completeExceptionally(problem != null ? problem : new CancellationException("the job was cancelled"));
        }
    }

    /** The workbench ends; the job goes on at its next start. */
    void suspend() {
        stop = new CancellationException("the workbench ends");
        future.completeExceptionally(stop);
    }

    /** Ends the run, whatever it is in. */
    synchronized void stop(RuntimeException why) {
        if (stop == null) {
            stop = why;
            if (worker != null) {
                worker.interrupt();
            }
        }
    }

    /** From now on this thread is interrupted when the job is to end. */
    synchronized void enter(Thread thread) {
        if (stop != null) {
            throw stop;
        }
        worker = thread;
    }

    /** What the thread does from now on is not the job's. */
    synchronized void leave() {
        if (worker != null && stop != null) {
            Thread.interrupted();
        }
        worker = null;
    }

    /** Why the run was ended from outside; null if it was not. */
    RuntimeException stopped() {
        return stop;
    }

    /** Gives the job up after its time. */
    void expire() {
        String why = blocked;
        stop(why != null ? Keeping.unkept(why) : new Problem(Problem.Kind.TIMEOUT, "the job took longer than " + order.limit().toSeconds() + " s",
                "allow more time, or ask for fewer steps or a smaller picture"));
    }

    /** @param why why its pictures cannot be kept, as a sentence; null if nothing speaks against it */
    void block(String why) {
        blocked = why;
    }

    boolean finishing() {
        return finishing;
    }

    List<Result> results() {
        return List.copyOf(kept.values());
    }

    Map<Integer, Result> kept() {
        return new TreeMap<>(kept);
    }

    int handedOver() {
        return handedOver;
    }

    Attempts attempts() {
        return attempts;
    }

    Order order() {
        return order;
    }

    String kind() {
        return kind;
    }

    /** Whether it was begun and gave way to others, in this process. */
    boolean gaveWay() {
        return gaveWay;
    }

    void ran(long nanos) {
        ran += nanos;
    }

    /** What is left of its time. */
    Duration left() {
        return order.limit().minusNanos(ran);
    }

    void prioritize(int now) {
        priority = now;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Request request() {
        return order.request();
    }

    @Override
    public String owner() {
        return order.owner();
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public List<String> after() {
        return order.after();
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
    public Optional<Instant> started() {
        return Optional.ofNullable(started);
    }

    @Override
    public Optional<Instant> ended() {
        return Optional.ofNullable(ended);
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public Map<String, Double> times() {
        return times;
    }

    @Override
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public int position() {
        return service.position(this);
    }

    @Override
    public double secondsLeft() {
        return service.secondsLeft(this);
    }

    @Override
    public CompletionStage<List<Result>> result() {
        return future;
    }

    @Override
    public List<Result> pictures() {
        return state == State.DONE ? results().stream().filter(result -> !service.history().discarded().containsKey(result.id())).toList() : List.of();
    }

    @Override
    public void finish() {
        finishing = true;
        service.finish(this);
    }

    @Override
    public void cancel() {
        service.cancel(List.of(id));
    }
}
