package mezzotint.guidance.rescale;

import mezzotint.tensor.Tensor;

/** The standard deviation of values around their mean. */
final class Deviation {

    private Deviation() {}

    static double of(Tensor values) {
        double mean = 0;
        for (float value : values.toArray()) {
            mean += value / (double) values.size();
        }
        double around = mean;
        return values.map(value -> value - around).rms();
    }
}
