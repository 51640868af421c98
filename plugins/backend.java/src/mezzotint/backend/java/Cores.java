package mezzotint.backend.java;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Shares work among the processor's cores. */
final class Cores {

    /** Values below which a share is not worth a thread. */
    private static final int SHARE = 1 << 14;

    private Cores() {}

    /** Does the tasks 0 to {@code tasks} (exclusive) in any order, each once. */
    static void each(int tasks, IntConsumer task) {
        if (tasks == 1) {
            task.accept(0);
        } else {
            IntStream.range(0, tasks).parallel().forEach(task);
        }
    }

    /** Work on a range of rows. */
    interface Range {

        void accept(int from, int to);
    }

    /** Cuts rows of some length into ranges worth a thread each. */
    static void rows(int rows, int length, Range work) {
        int share = Math.max(1, SHARE / Math.max(1, length));
        each((rows + share - 1) / share, i -> work.accept(i * share, Math.min(rows, (i + 1) * share)));
    }

    static int count() {
        return Runtime.getRuntime().availableProcessors();
    }
}
