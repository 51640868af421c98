package mezzotint.engines;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import mezzotint.backend.Device;
import mezzotint.backend.Engines.Held;
import mezzotint.plugin.Problem;

/** The memory that programs may take: those that nobody uses are closed, oldest first, until another fits. */
final class MemoryBudget {

    /** Bytes that the workbench takes without a model: Java itself, libtorch, plugins. */
    private static final long BASE = 400L << 20;

    private final MachineMemory machine;
    private final ProgramCache cache;
    private final long budget;

    /** @param budget bytes up to which programs are kept that nobody uses */
    MemoryBudget(MachineMemory machine, ProgramCache cache, long budget) {
        this.machine = machine;
        this.cache = cache;
        this.budget = budget;
    }

    /**
     * Makes room for a program: of what all engines keep, on its device by what that says of itself (0 is nothing), and on the machine.
     *
     * @param bytes that it will take
     * @throws Problem of kind {@code TOO_LARGE} if there is not enough memory even so
     */
    void makeRoom(long bytes, Placed at) {
        closeUntil(() -> taken() + bytes <= budget, program -> true);
        Device device = at.device();
        long before = taken();
        closeUntil(() -> device.memory() == 0 || bytes <= device.memory() + before - taken(),
                program -> program.key().engine() == at.backend() && program.key().device().equals(device.id()));
        closeUntil(() -> bytes <= left(), program -> true);
        if (bytes > left()) {
            throw new Problem(Problem.Kind.TOO_LARGE, "a network would take " + gigabytes(bytes) + " of memory, and " + gigabytes(left()) + " can be had",
                    "close other programs, or use a smaller model");
        }
    }

    private void closeUntil(BooleanSupplier fits, Predicate<CachedProgram> which) {
        boolean more = true;
        while (more && !fits.getAsBoolean()) {
            more = cache.removeOldest(which);
        }
    }

    private long taken() {
        return cache.held().stream().mapToLong(Held::bytes).sum();
    }

    /** What earlier programs took and the process has kept is there for the next. */
    private long left() {
        long kept = machine.resident() - Runtime.getRuntime().totalMemory() - taken() - BASE;
        return machine.available() + Math.max(0, kept);
    }

    /** Bytes that may still be taken, with those of programs that nobody uses. */
    long free() {
        return left() + cache.held().stream().filter(held -> !held.inUse()).mapToLong(Held::bytes).sum();
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
