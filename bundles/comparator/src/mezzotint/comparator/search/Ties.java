package mezzotint.comparator.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mezzotint.catalog.Passport;
import mezzotint.libs.catalog.ClickRate;
import mezzotint.libs.search.Found;

/**
 * Orders what a search finds equally fit by what people here chose of what they looked at: by the lower bound of the {@link ClickRate}. What has no such rate keeps its
 * place, since unknown is not bad. Relevance itself is never touched.
 */
final class Ties {

    private Ties() {}

    /** @param passports by id */
    static List<Found> settled(List<Found> found, Map<String, Passport> passports) {
        var out = new ArrayList<>(found);
        int to;
        for (int from = 0; from < out.size(); from = to) {
            to = from + 1;
            while (to < out.size() && out.get(to).score() == out.get(from).score()) {
                to++;
            }
            if (to - from > 1) {
                settle(out.subList(from, to), passports);
            }
        }
        return out;
    }

    private static void settle(List<Found> equal, Map<String, Passport> passports) {
        var rates = new LinkedHashMap<Found, Double>();
        for (Found one : equal) {
            Passport passport = passports.get(one.owner());
            ClickRate rate = passport == null ? null : ClickRate.of(passport.outcomes());
            if (rate != null && rate.corrected() != null) {
                rates.put(one, rate.corrected().lo());
            }
        }
        int[] places = IntStream.range(0, equal.size()).filter(i -> rates.containsKey(equal.get(i))).toArray();
        List<Found> best = rates.keySet().stream().sorted(Comparator.comparing(rates::get).reversed()).toList();
        for (int i = 0; i < places.length; i++) {
            equal.set(places[i], best.get(i));
        }
    }
}
