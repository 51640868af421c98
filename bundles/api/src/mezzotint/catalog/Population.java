package mezzotint.catalog;

import java.time.LocalDate;
import java.util.List;

/**
 * The values that a value is compared with.
 *
 * @param id as in {@code model.providersServing}
 * @param date the day of the catalog that they were taken from
 * @param values sorted, least first
 */
public record Population(String id, LocalDate date, List<Double> values) {

    /** Fewer peers than this are no measure. */
    public static final int FEWEST = 30;

    public Population {
        values = values.stream().sorted().toList();
    }

    public int size() {
        return values.size();
    }

    /** Whether there are enough peers to say anything. */
    public boolean isEnough() {
        return size() >= FEWEST;
    }

    /** Mid-rank: the share of values that are less, and half of those that are equal; 0 to 1. */
    public double percentile(double value) {
        long less = values.stream().filter(v -> v < value).count();
        long equal = values.stream().filter(v -> v == value).count();
        return (less + equal / 2.0) / size();
    }
}
