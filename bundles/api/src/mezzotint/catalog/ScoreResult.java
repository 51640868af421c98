package mezzotint.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A score, or why there is none.
 *
 * @param score id of the plugin, as in {@code adoption}
 * @param formula as it is published
 * @param version of the formula
 * @param value 0 to 100; null if it is refused
 * @param lo the least that it could be if everything that is unknown were known, 0 to 100
 * @param hi the most
 * @param coverage share of the weights whose inputs are known, 0 to 1
 * @param refused why there is no value, in words; null if there is one
 * @param steps the arithmetic, line by line
 */
public record ScoreResult(String score, String artifact, String formula, String version, Double value, double lo, double hi, double coverage,
        List<Input> inputs, String refused, List<String> steps, LocalDate asOf) {

    /**
     * What goes into a score.
     *
     * @param value as it was observed; null if it is unknown, which is not 0
     * @param share what becomes of it in the formula, 0 to 1; null if unknown
     * @param source id of the {@link Source}, or several; null if unknown
     * @param population id of the {@link Population} that it was compared with, with its size; null if with none
     */
    public record Input(String name, Double value, Double share, double weight, String source, String population) {}

    /** @throws IllegalArgumentException if there are both a value and a refusal, or neither; or a value without inputs */
    public ScoreResult {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
        if ((value == null) == (refused == null)) {
            throw new IllegalArgumentException(score + " of " + artifact + " has a value and a refusal, or neither");
        }
        if (value != null && inputs.stream().noneMatch(i -> i.value() != null)) {
            throw new IllegalArgumentException(score + " of " + artifact + " has a value without inputs");
        }
    }

    /**
     * The weighted mean of the shares that are known. The bounds take every unknown share for 0, and for 1.
     *
     * @param enough coverage below which there is no value
     */
    public static ScoreResult weighted(String score, Passport passport, String formula, String version, List<Input> inputs, double enough) {
        double all = inputs.stream().mapToDouble(Input::weight).sum();
        List<Input> known = inputs.stream().filter(i -> i.share() != null).toList();
        double weights = known.stream().mapToDouble(Input::weight).sum();
        double sum = known.stream().mapToDouble(i -> i.weight() * i.share()).sum();
        double coverage = weights / all;
        double lo = 100 * sum / all;
        var steps = new ArrayList<>(inputs.stream().map(ScoreResult::line).toList());
        steps.add("coverage = %s / %s = %s".formatted(plain(weights), plain(all), plain(coverage)));
        steps.add("bounds = 100 * %s / %s = %s, and 100 * (1 - coverage) more = %s".formatted(plain(sum), plain(all), plain(lo), plain(lo + 100 * (1 - coverage))));
        if (coverage < enough) {
            String missing = inputs.stream().filter(i -> i.share() == null).map(Input::name).collect(Collectors.joining(", "));
            return new ScoreResult(score, passport.artifact().id(), formula, version, null, lo, lo + 100 * (1 - coverage), coverage, inputs,
                    "coverage %s is less than %s: unknown are %s".formatted(plain(coverage), plain(enough), missing), steps, passport.asOf());
        }
        double value = 100 * sum / weights;
        steps.add("score = 100 * %s / %s = %s".formatted(plain(sum), plain(weights), plain(value)));
        return new ScoreResult(score, passport.artifact().id(), formula, version, value, lo, lo + 100 * (1 - coverage), coverage, inputs, null, steps, passport.asOf());
    }

    private static String line(Input input) {
        return input.share() == null ? "%s: unknown, weight %s".formatted(input.name(), plain(input.weight()))
                : "%s: %s%s becomes %s, weight %s".formatted(input.name(), plain(input.value()), input.population() == null ? "" : " among " + input.population(),
                        plain(input.share()), plain(input.weight()));
    }

    /** A number as it stands in {@link #steps}: up to six decimals. */
    public static String plain(double number) {
        String text = String.format(Locale.ROOT, "%.6f", number);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** Whether it is certain that this one is higher: the bounds do not meet. */
    public boolean isAheadOf(ScoreResult other) {
        return lo > other.hi;
    }
}
