package mezzotint.libs.catalog;

/**
 * A share of tries, 0 to 1, with its 95% interval.
 *
 * @param value the estimate itself; the interval is not symmetric around it
 */
public record Share(double value, double lo, double hi) {

    /** Of the normal distribution, for 95 % on two sides. */
    private static final double Z = 1.959963984540054;

    /**
     * Of k in n tries, by Wilson's interval (https://doi.org/10.1080/01621459.1927.10502953).
     *
     * @param n above 0
     */
    public static Share of(long k, long n) {
        return of(k, n, n);
    }

    /**
     * Of tries each of which was looked at with a known probability p, where only what was looked at can succeed. The estimate is the mean of the inverse-propensity
     * estimates (success / p), weighted by p: k / sum(p). The interval is the score interval: all shares s for which (k - s sum(p))² is at most z² (s sum(p) - s² sum(p²)).
     * Where every p is 1 it is Wilson's.
     *
     * @param looks sum of the probabilities, above 0
     * @param squares sum of their squares
     */
    public static Share of(long k, double looks, double squares) {
        double value = Math.min(1, k / looks);
        double middle = 2 * k * looks + Z * Z * looks;
        double scale = looks * looks + Z * Z * squares;
        double root = Math.sqrt(Math.max(0, middle * middle - 4 * scale * (double) k * k));
        return new Share(value, Math.min(value, Math.max(0, (middle - root) / (2 * scale))), Math.max(value, Math.min(1, (middle + root) / (2 * scale))));
    }
}
