package mezzotint.control;

import java.util.Arrays;
import mezzotint.plugin.Problem;

/**
 * How much of a walk is left where it begins at a picture.
 *
 * @param value from 0, which leaves the picture nearly as it is, to 1, for all of the walk
 * @param exact whether as many steps are walked as are asked for, of a schedule of more
 */
public record Strength(double value, boolean exact, Counting counting) {

    /** Whose count of steps it is. */
    public enum Counting {

        /** AUTOMATIC1111's: one step more than the strength's part of them. */
        A1111,

        /** diffusers': the strength's part of them. */
        DIFFUSERS
    }

    /** With A1111 one step at least is left out of a thousand. */
    private static final double MOST = 0.999;
    /** Of a schedule: far more than any walk has, and few enough to be held. */
    private static final int MOST_STEPS = 100_000;

    /**
     * Steps that the schedule is asked for.
     *
     * @throws Problem of kind {@code INVALID} if none would be left
     */
    public int schedule(int asked) {
        if (left(asked) < 1) {
            throw Problem.invalid("a strength of " + value + " leaves none of " + asked + " steps", "take a higher strength or more steps");
        }
        if (exact && part() * MOST_STEPS < asked) {
            throw Problem.invalid("a strength of " + value + " cannot be walked in " + asked + " steps exactly",
                    "take a higher strength, or do without exact steps");
        }
        return exact ? (int) (asked / part()) : asked;
    }

    /** Steps that are left of a walk. */
    public int left(int asked) {
        int left = exact ? asked : (int) (part() * asked) + (counting == Counting.A1111 ? 1 : 0);
        return Math.min(left, Math.max(asked, 1));
    }

    /**
     * The levels that are left of a schedule.
     *
     * @param asked steps of the request
     */
    public double[] left(double[] sigmas, int asked) {
        int from = counting == Counting.A1111 ? schedule(asked) - left(asked) : sigmas.length - 1 - left(asked);
        return Arrays.copyOfRange(sigmas, Math.min(Math.max(from, 0), sigmas.length - 2), sigmas.length);
    }

    private double part() {
        return counting == Counting.A1111 ? Math.min(value, MOST) : value;
    }
}
