package mezzotint.jobs;

/** The starts of a job, one after the other, that ended with the process and brought it no step further. */
final class Attempts {

    private int count;
    /** Whether the last start is one of those, if nothing more is heard of it. */
    private boolean futile;
    private long steps;

    /** @param now size of what is kept of its steps */
    synchronized void start(long now) {
        settle(now);
        futile = true;
    }

    /** Nothing more is heard of the last start. */
    synchronized void settle(long now) {
        count = now > steps ? 0 : futile ? count + 1 : count;
        futile = false;
        steps = now;
    }

    /** @param before of starts that the journal does not tell of any more */
    synchronized void count(int before) {
        count = before;
    }

    /** A person ended the last start. */
    synchronized void forgive() {
        futile = false;
    }

    /** The last start brought it further otherwise than by a step. */
    synchronized void advance() {
        futile = false;
        count = 0;
    }

    synchronized int count() {
        return count;
    }

    synchronized boolean futile() {
        return futile;
    }

    synchronized long steps() {
        return steps;
    }
}
