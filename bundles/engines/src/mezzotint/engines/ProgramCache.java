package mezzotint.engines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mezzotint.backend.Engines.Held;
import mezzotint.graph.Graph;

/** A cache of programs, that which was used last at the end. What is in use stays; of the rest the oldest makes room. */
final class ProgramCache {

    /**
     * What tells programs apart.
     *
     * @param weights fingerprint of the files
     * @param engine the plugin by its identity: one that was updated is another one
     */
    record Key(String weights, Graph graph, Object engine, String device, Record params) {}

    private final Map<Key, CachedProgram> programs = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * The program of a key, which is in a call from now on, until {@link #release}.
     *
     * @param compile makes it where there is none; by the thread of its device, which makes all calls for a key
     */
    CachedProgram take(Key key, Supplier<CachedProgram> compile) {
        synchronized (this) {
            CachedProgram known = programs.get(key);
            if (known != null) {
                known.count(0, 1);
                return known;
            }
        }
        CachedProgram made = compile.get();
        synchronized (this) {
            made.count(0, 1);
            programs.put(key, made);
        }
        return made;
    }

    /** The end of a call. */
    void release(CachedProgram program) {
        count(program, 0, -1);
    }

    /** Keeps a program until it is unpinned as often. */
    synchronized void pin(CachedProgram program) {
        program.count(1, 0);
    }

    void unpin(CachedProgram program) {
        count(program, -1, 0);
    }

    /** One that was put away meanwhile is closed by the last who had it in use. */
    private void count(CachedProgram program, int pins, int calls) {
        boolean last;
        synchronized (this) {
            program.count(pins, calls);
            last = !program.isInUse() && !programs.containsValue(program);
        }
        if (last) {
            program.close();
        }
    }

    /** Puts programs away: they are closed now, or by the last who has them in use. */
    void remove(Predicate<CachedProgram> which) {
        var unused = new ArrayList<CachedProgram>();
        synchronized (this) {
            programs.values().removeIf(program -> which.test(program) && (program.isInUse() || unused.add(program)));
        }
        unused.forEach(CachedProgram::close);
    }

    /** Closes the oldest program that is not in use, of those that match. @return whether there was one */
    boolean removeOldest(Predicate<CachedProgram> which) {
        CachedProgram oldest;
        synchronized (this) {
            oldest = programs.values().stream().filter(program -> !program.isInUse() && which.test(program)).findFirst().orElse(null);
            programs.values().remove(oldest);
        }
        if (oldest != null) {
            oldest.close();
        }
        return oldest != null;
    }

    synchronized List<Held> held() {
        return programs.values().stream().map(CachedProgram::held).toList();
    }
}
