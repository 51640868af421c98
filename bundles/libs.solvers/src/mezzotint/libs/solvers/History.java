package mezzotint.libs.solvers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The newest slopes or pictures of a walk, as many as a multistep formula reads: those before are let go, however many steps there are.
 * Of one thread.
 *
 * @param <T> what it holds, as a tensor
 */
public final class History<T> {

    private final int most;
    private final List<T> newestFirst = new ArrayList<>();

    /** @param most how many it keeps, at least 1 */
    public History(int most) {
        this.most = most;
    }

    /** Adds the newest; the oldest goes if there are too many. */
    public void add(T newest) {
        if (newestFirst.size() == most) {
            newestFirst.remove(most - 1);
        }
        newestFirst.add(0, newest);
    }

    /** Puts another in the place of the newest. */
    public void replace(T newest) {
        newestFirst.set(0, newest);
    }

    /** @param back 0 for the newest, less than {@link #size} */
    public T get(int back) {
        return newestFirst.get(back);
    }

    public int size() {
        return newestFirst.size();
    }

    /** A view of all that it holds. */
    public List<T> newestFirst() {
        return Collections.unmodifiableList(newestFirst);
    }
}
