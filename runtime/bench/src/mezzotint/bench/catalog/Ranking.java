package mezzotint.bench.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values with labels, and how well the values tell the labels apart. Not for several threads. */
final class Ranking {

    private final List<Double> positive = new ArrayList<>();
    private final List<Double> negative = new ArrayList<>();

    void add(double value, boolean label) {
        (label ? positive : negative).add(value);
    }

    int size() {
        return positive.size() + negative.size();
    }

    int positives() {
        return positive.size();
    }

    /** The area under the ROC curve: how often a positive value is above a negative one, equal ones counting half. NaN without either. */
    double area() {
        double[] sorted = negative.stream().mapToDouble(d -> d).sorted().toArray();
        double above = 0;
        for (double value : positive) {
            above += (below(sorted, value) + below(sorted, Math.nextUp(value))) / 2.0;
        }
        return above / positive.size() / negative.size();
    }

    private static int below(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && sorted[at - 1] == value) {
            at--;
        }
        return at;
    }
}
