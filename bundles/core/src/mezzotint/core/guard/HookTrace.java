package mezzotint.core.guard;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import mezzotint.fault.Fault;
import mezzotint.plugin.Problem;

/**
 * The trace of a request on its way through the plugins: in whose code it is, how long it was in each, and what went wrong. Its code runs on one
 * thread; another may look whether it has come to a standstill, and give it up.
 */
public final class HookTrace {

    /** Code that took longer than the seconds it has. */
    public record Standstill(Suspect who, double limit) {}

    private static final ThreadLocal<HookTrace> CURRENT = new ThreadLocal<>();

    /** Whether it only tries plugins out: then nobody is put into quarantine for what goes wrong. */
    private final boolean trial;
    private final RequestOrigin origin;
    /** Whether faults count: not those of checks, trials, and what is done outside of any request. */
    private final boolean counts;
    private final Map<Suspect, HookClock.Share> spent = new LinkedHashMap<>();
    private final Set<Fault> faults = new LinkedHashSet<>();
    private final Set<Fault> counted = new LinkedHashSet<>();
    private final Set<Object> passedOver = new HashSet<>();
    private Thread thread;
    private HookFrame top;
    private boolean givenUp;
    private boolean stalled;
    private Throwable passing;

    public HookTrace(boolean trial) {
        this(trial, RequestOrigin.NONE, false);
    }

    private HookTrace(boolean trial, RequestOrigin origin, boolean counts) {
        this.trial = trial;
        this.origin = origin;
        this.counts = counts;
    }

    /** Of a request that is being met, whose faults count. */
    public static HookTrace meeting(RequestOrigin origin) {
        return new HookTrace(false, origin, origin.isKnown());
    }

    /** Of a look whether a request can be met. */
    public static HookTrace checking(RequestOrigin origin) {
        return new HookTrace(false, origin, false);
    }

    /** The trace of this thread, or a new one for a call outside of any request. */
    public static HookTrace current() {
        HookTrace trace = CURRENT.get();
        return trace != null ? trace : new HookTrace(false);
    }

    static boolean outside() {
        return CURRENT.get() == null;
    }

    boolean trial() {
        return trial;
    }

    public RequestOrigin origin() {
        return origin;
    }

    boolean counts() {
        return counts;
    }

    /** Notes that the plugin whose code it is in reads from a model's files. */
    public synchronized void reads() {
        if (top != null) {
            top.reads = true;
        }
    }

    /** Whether the plugin whose code it is in has read from a model's files in this call. */
    synchronized boolean hasRead() {
        return top != null && top.reads;
    }

    /** Does the work on this thread as a part of this request. */
    public <T> T on(Supplier<T> work) {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
            end();
        }
    }

    /** The trace of work that another thread does for this request, while this one waits: what it learns is to be {@link #join}ed. */
    HookTrace beside() {
        return new HookTrace(trial, origin, counts);
    }

    /** Takes over what the trace of another thread has learnt. */
    synchronized void join(HookTrace other) {
        other.faults().forEach(fault -> add(fault, false));
        counted.addAll(other.counted());
        other.spent().forEach((who, share) -> spent.computeIfAbsent(who, w -> new HookClock.Share()).add(share));
    }

    /** Does a part of the work on this thread, while the one that it is on otherwise waits for it. */
    <T> T lent(Supplier<T> work) {
        HookTrace own = CURRENT.get();
        Thread waiting = on(Thread.currentThread());
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            on(waiting);
            CURRENT.set(own);
        }
    }

    private synchronized Thread on(Thread next) {
        Thread before = thread;
        thread = next;
        return before;
    }

    private synchronized void end() {
        thread = null;
        if (givenUp) {
            Thread.interrupted();
        }
    }

    /** @param limit nanoseconds for its own code in one go; 0 for as long as it likes */
    synchronized void enter(Suspect who, long limit) {
        enter(who, limit, who != null);
    }

    /** Enters code that another thread is in, with a trace {@link #beside} this one. */
    synchronized void enterBeside(Suspect who) {
        enter(who, 0, false);
    }

    private void enter(Suspect who, long limit, boolean clocked) {
        checkGoesOn();
        clock();
        top = new HookFrame(who, limit, clocked, top);
    }

    public synchronized void leave() {
        clock();
        if (top.clocked) {
            spent.get(top.who).called();
        }
        top = top.below;
        if (top != null) {
            top.since = System.nanoTime();
        }
        checkGoesOn();
    }

    private void clock() {
        if (top != null && top.clocked) {
            spent.computeIfAbsent(top.who, w -> new HookClock.Share()).add(System.nanoTime() - top.since);
        }
    }

    /** Code of core that a plugin calls: its time and its failures are not the plugin's. */
    public <T> T back(Supplier<T> work) {
        enter(null, 0);
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            passing = e;
            throw e;
        } finally {
            leave();
        }
    }

    /** Whether a plugin only let through what core threw at it. */
    boolean passes(Throwable thrown) {
        return thrown == passing;
    }

    /** Gives the request up if the code it is in has overstepped its limit; from then on its thread gets no further. */
    synchronized Optional<Standstill> giveUpIfStalled() {
        if (top == null || top.limit == 0 || System.nanoTime() - top.since < top.limit) {
            return Optional.empty();
        }
        stalled = true;
        giveUp();
        return Optional.of(new Standstill(top.who, top.limit / 1e9));
    }

    /** Its thread ends as soon as it comes back from the code it is in. Only a plugin's code is interrupted, and no engine's: that would break its model. */
    synchronized void giveUp() {
        givenUp = true;
        if (thread != null && top != null && top.who != null && !inEngine()) {
            thread.interrupt();
        }
    }

    /** Whether its thread is in the code of an engine, or in what that called. */
    synchronized boolean inEngine() {
        for (HookFrame frame = top; frame != null; frame = frame.below) {
            if (frame.who != null && frame.who.isEngine()) {
                return true;
            }
        }
        return false;
    }

    /** Whose code its thread is in; empty for core's. */
    synchronized Optional<Suspect> where() {
        return top == null ? Optional.empty() : Optional.ofNullable(top.who);
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }

    /** Whether it was given up since a plugin came to a standstill. */
    synchronized boolean isStalled() {
        return stalled;
    }

    /** @throws CancellationException if it was given up */
    public synchronized void checkGoesOn() {
        if (givenUp) {
            Thread.interrupted();
            throw new CancellationException("the request was given up");
        }
    }

    /** What a plugin gives; once it has done wrong, the other, for the rest of the request. */
    public <T> T orWithout(Object hook, Supplier<T> use, T other) {
        if (passedOver.contains(hook)) {
            return other;
        }
        try {
            return use.get();
        } catch (Problem e) {
            if (Fault.behind(e).isEmpty()) {
                throw e;
            }
            passedOver.add(hook);
            return other;
        }
    }

    /** @param counts whether it counts towards a quarantine, if those of this request do */
    public synchronized void add(Fault fault, boolean counts) {
        faults.add(fault);
        if (counts) {
            counted.add(fault);
        }
    }

    /** As they came. */
    public synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** Those that count towards a quarantine. */
    synchronized List<Fault> counted() {
        return counts ? List.copyOf(counted) : List.of();
    }

    public synchronized Map<Suspect, HookClock.Share> spent() {
        return new LinkedHashMap<>(spent);
    }
}
