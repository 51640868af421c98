package mezzotint.core.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.fault.HookTime;

/** The time in each plugin's code, summed over all requests. */
public final class HookClock {

    /** Calls, and nanoseconds in them. */
    public static final class Share {

        private long calls;
        private long nanos;

        void add(long more) {
            nanos += more;
        }

        void called() {
            calls++;
        }

        void add(Share more) {
            calls += more.calls;
            nanos += more.nanos;
        }

        public double seconds() {
            return nanos / 1e9;
        }
    }

    private record Total(long calls, double seconds, double last) {

        Total plus(Share share) {
            return new Total(calls + share.calls, seconds + share.seconds(), share.seconds());
        }
    }

    private final Map<Suspect, Total> totals = new LinkedHashMap<>();

    synchronized void add(Map<Suspect, Share> spent) {
        spent.forEach((who, share) -> totals.put(who, totals.getOrDefault(who, new Total(0, 0, 0)).plus(share)));
    }

    synchronized List<HookTime> times() {
        var all = new ArrayList<HookTime>();
        totals.forEach((who, t) -> all.add(new HookTime(who.bundle(), who.hook(), who.id(), t.calls(), t.seconds(), t.last())));
        return all;
    }
}
