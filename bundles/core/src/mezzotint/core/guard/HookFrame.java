package mezzotint.core.guard;

/** Code that was entered and not yet left; of core, where nobody is suspected. The trace that it is in guards it. */
final class HookFrame {

    final Suspect who;
    final long limit;
    /** Whether its time is counted here, and not where it is spent. */
    final boolean clocked;
    final HookFrame below;
    boolean reads;
    /** When it went on: at its start, or when what it called came back. */
    long since = System.nanoTime();

    /**
     * @param who null for core
     * @param limit nanoseconds for its own code in one go; 0 for as long as it likes
     * @param below what called it; null for nothing
     */
    HookFrame(Suspect who, long limit, boolean clocked, HookFrame below) {
        this.who = who;
        this.limit = limit;
        this.clocked = clocked;
        this.below = below;
    }
}
