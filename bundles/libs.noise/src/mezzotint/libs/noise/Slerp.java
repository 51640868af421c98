package mezzotint.libs.noise;

import mezzotint.tensor.Tensor;

/**
 * The way from one noise to another on a sphere, so that what lies between has the same variance: Shoemake (1985). As AUTOMATIC1111
 * has it, each column of each channel is a vector of its own.
 */
final class Slerp {

    /** Mean cosine above which the two are taken for the same. */
    private static final double SAME = 0.9995;

    private Slerp() {}

    /**
     * @param from [channels, height, width], as is the other
     * @param share 0 for the one, 1 for the other
     */
    static Tensor between(Tensor from, Tensor to, double share) {
        double[] cosines = cosines(from, to);
        double mean = 0;
        for (double cosine : cosines) {
            mean += cosine / cosines.length;
        }
        if (mean > SAME) {
            // The shares are the wrong way round, as in the reference; what is alike hardly tells.
            return to.towards(from, share);
        }
        float[] a = from.toArray();
        float[] b = to.toArray();
        for (int i = 0; i < a.length; i++) {
            double angle = Math.acos(cosines[column(from, i)]);
            a[i] = (float) ((Math.sin((1 - share) * angle) * a[i] + Math.sin(share * angle) * b[i]) / Math.sin(angle));
        }
        return Tensor.of(a, from.shape());
    }

    /** The cosine of the angle between the vectors of each column. */
    private static double[] cosines(Tensor from, Tensor to) {
        int columns = from.size(0) * from.size(2);
        double[] dot = new double[columns];
        double[] squaresFrom = new double[columns];
        double[] squaresTo = new double[columns];
        float[] a = from.toArray();
        float[] b = to.toArray();
        for (int i = 0; i < a.length; i++) {
            int column = column(from, i);
            dot[column] += (double) a[i] * b[i];
            squaresFrom[column] += (double) a[i] * a[i];
            squaresTo[column] += (double) b[i] * b[i];
        }
        for (int column = 0; column < columns; column++) {
            dot[column] /= Math.sqrt(squaresFrom[column] * squaresTo[column]);
        }
        return dot;
    }

    private static int column(Tensor tensor, int index) {
        return index / (tensor.size(1) * tensor.size(2)) * tensor.size(2) + index % tensor.size(2);
    }
}
