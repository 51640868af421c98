package mezzotint.sampler.ersde;

/** The function of the level by which the paper says how much noise is made anew, and its integrals over a step. */
final class NoiseScale {

    /** As many as the reference takes. */
    private static final int POINTS = 200;

    private NoiseScale() {}

    static double at(double sigma) {
        return sigma * (Math.exp(Math.pow(sigma, 0.3)) + 10);
    }

    /** What a slope of the picture adds over a step. */
    static double first(double sigma, double next) {
        return next - sigma + at(next) * sum(sigma, next, 0);
    }

    /** What a change of the slope adds. */
    static double second(double sigma, double next) {
        return (next - sigma) * (next - sigma) / 2 + at(next) * sum(sigma, next, 1);
    }

    private static double sum(double sigma, double next, int power) {
        double cell = (sigma - next) / POINTS;
        double sum = 0;
        for (int k = 0; k < POINTS; k++) {
            double at = next + k * cell;
            sum += Math.pow(at - sigma, power) / at(at) * cell;
        }
        return sum;
    }
}
