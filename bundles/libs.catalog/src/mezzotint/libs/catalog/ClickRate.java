package mezzotint.libs.catalog;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.catalog.Outcome;

/**
 * How often an artifact was chosen by who looked at it. The nth entry of a list is looked at with a probability of about 1/n, so that what stands above is chosen more
 * often whatever it is: rate = choices / sum(1/n) over the lists in which it was shown (Joachims, Swaminathan and Schnabel 2017, https://doi.org/10.1145/3018661.3018699).
 *
 * @param shown lists in which it stood
 * @param chosen those of them in which it was chosen, once each
 * @param looks how often it was looked at, as expected: sum(1/n)
 * @param plain chosen / shown, without the correction; null if it was never shown
 * @param corrected null while {@link #looks} is below {@link #FEWEST}
 */
public record ClickRate(int shown, int chosen, double looks, Share plain, Share corrected) {

    /** Expected looks below which there is no rate. */
    public static final int FEWEST = 10;
    /** Fifty looks of a fifth are ten. */
    private static final double ROUNDING = 1e-9;
    public static final String FORMULA = "choices / sum(1/place) over the lists in which it was shown, with the 95% score interval; refused below 10 expected looks";

    /** @param outcomes of one artifact; what was never shown in a list is left out */
    public static ClickRate of(List<Outcome> outcomes) {
        Map<String, List<Outcome>> needs = outcomes.stream().collect(Collectors.groupingBy(Outcome::need));
        int chosen = needs.values().stream().mapToInt(ClickRate::chosen).sum();
        double[] propensities = outcomes.stream().filter(ClickRate::isShown).mapToDouble(o -> 1.0 / o.position()).toArray();
        double looks = 0;
        double squares = 0;
        for (double propensity : propensities) {
            looks += propensity;
            squares += propensity * propensity;
        }
        return new ClickRate(propensities.length, chosen, looks, propensities.length == 0 ? null : Share.of(chosen, propensities.length),
                looks < FEWEST - ROUNDING ? null : Share.of(chosen, looks, squares));
    }

    private static boolean isShown(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.SHOWN && outcome.position() > 0;
    }

    /** Opening and choosing what one list showed is one choice. */
    private static int chosen(List<Outcome> ofNeed) {
        long shown = ofNeed.stream().filter(ClickRate::isShown).count();
        long most = Math.max(ofNeed.stream().filter(o -> o.kind() == Outcome.Kind.CLICKED).count(), ofNeed.stream().filter(o -> o.kind() == Outcome.Kind.CHOSEN).count());
        return (int) Math.min(shown, most);
    }
}
