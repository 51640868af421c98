package mezzotint.backend.java;

/**
 * The error function, by Taylor's series of third order about the nearest of a table of places;
 * off by less than 1e-12.
 */
final class Erf {

    private static final int PER_UNIT = 256;
    private static final int END = 6;
    private static final double[] TABLE = new double[END * PER_UNIT + 1];
    private static final double[] SLOPE = new double[TABLE.length];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            double x = (double) i / PER_UNIT;
            SLOPE[i] = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
            TABLE[i] = SLOPE[i] * series(x);
        }
    }

    private Erf() {}

    /** The sum of 2^n x^(2n+1) / (2n+1)!!, whose terms are all of one sign. */
    private static double series(double x) {
        double sum = 0;
        double term = x;
        for (int n = 1; term > sum * 1e-17; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return sum;
    }

    static double of(double x) {
        double size = Math.abs(x);
        if (!(size < END)) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        int i = (int) (size * PER_UNIT + 0.5);
        double at = (double) i / PER_UNIT;
        double h = size - at;
        double value = TABLE[i] + SLOPE[i] * h * (1 - at * h + (2 * at * at - 1) * h * h / 3);
        return x < 0 ? -value : value;
    }
}
