package mezzotint.sampler.ipndmv;

/** The weights of the last slopes, newest first, in a step among uneven ones. They add up to 1. */
final class UnevenWeights {

    private final double here;
    private final double[] past = new double[3];

    /** @param i the step; as many before it count as there are */
    UnevenWeights(double[] sigmas, int i) {
        here = sigmas[i + 1] - sigmas[i];
        for (int back = 0; back < Math.min(3, i); back++) {
            past[back] = sigmas[i - back] - sigmas[i - back - 1];
        }
    }

    double[] of(int order) {
        if (order == 1) {
            return new double[] {1};
        }
        double ratio = here / past[0];
        double first = 1 + ratio / 2;
        double second = -ratio / 2;
        if (order == 2) {
            return new double[] {first, second};
        }
        double bend = bend();
        double step = past[0] / past[1];
        if (order == 3) {
            return new double[] {first + bend, second - (1 + step) * bend, bend * step};
        }
        double twist = twist();
        double far = past[0] * (past[0] + past[1]) / (past[1] * (past[1] + past[2]));
        return new double[] {first + bend + twist, second - (1 + step) * bend - (1 + step + far) * twist,
            bend * step + (step + far * (1 + past[1] / past[2])) * twist, -twist * far * step};
    }

    private double bend() {
        double two = here + past[0];
        return (1 - here / (3 * two) * (here * two) / (past[0] * (past[0] + past[1]))) / 2;
    }

    private double twist() {
        double two = here + past[0];
        double three = two + past[1];
        double part = (1 - here / (3 * two)) / 2 + (1 - here / (2 * two)) * here / (6 * three);
        return part * (here * two * three) / (past[0] * (past[0] + past[1]) * (past[0] + past[1] + past[2]));
    }
}
