package mezzotint.sampler.dpmadaptive;

/** Chooses the length of the next step by the error of the last. */
final class StepControl {

    /** A step that should have been shorter by more than this is made again. */
    private static final double SAFETY = 0.81;

    private final double order;
    private double length = 0.05;

    /** @param order by which the error grows with the length */
    StepControl(double order) {
        this.order = order;
    }

    /** In the logarithm of the level. */
    double length() {
        return length;
    }

    /** Whether a step of that error counts. Sets the length of the next one either way, which is never more than 2.6 times this one. */
    boolean accepts(double error) {
        double factor = 1 + Math.atan(Math.pow(1 / (error + 1e-8), 1 / order) - 1);
        length *= factor;
        return factor >= SAFETY;
    }
}
