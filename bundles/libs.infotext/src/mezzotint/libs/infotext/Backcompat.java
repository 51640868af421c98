package mezzotint.libs.infotext;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What AUTOMATIC1111 adds to parameters of its own older versions, so that they give the same picture. */
final class Backcompat {

    /** Release, then the number of commits after it. */
    private static final Pattern VERSION = Pattern.compile("v?(\\d+(?:\\.\\d+)*)(?:-(\\d+)(?:-.*)?)?");
    private static final List<BigInteger> V1_6 = numbers("1.6.0", "0");
    private static final List<BigInteger> V1_7_225 = numbers("1.7.0", "225");
    private static final List<BigInteger> V1_8 = numbers("1.8.0", "0");

    private Backcompat() {}

    static void apply(Map<String, Object> facts) {
        Matcher version = VERSION.matcher(text(facts, "Version"));
        if (!version.matches()) {
            return;
        }
        List<BigInteger> made = numbers(version.group(1), version.group(2) == null ? "0" : version.group(2));
        if (isBefore(made, V1_6) && text(facts, "Prompt").contains("[")) {
            facts.put("Old prompt editing timelines", true);
        }
        if (isBefore(made, V1_6) && Set.of("DDIM", "PLMS").contains(text(facts, "Sampler"))) {
            facts.put("Pad conds v0", true);
        }
        if (isBefore(made, V1_7_225)) {
            facts.put("Downcast alphas_cumprod", true);
        }
        if (isBefore(made, V1_8) && !text(facts, "Refiner").isEmpty()) {
            facts.put("Refiner switch by sampling steps", true);
        }
    }

    private static String text(Map<String, Object> facts, String key) {
        return String.valueOf(facts.getOrDefault(key, ""));
    }

    /** Four numbers: major, minor, patch, commits. */
    private static List<BigInteger> numbers(String release, String commits) {
        Stream<String> padded = Stream.concat(Stream.of(release.split("\\.")), Stream.of("0", "0")).limit(3);
        return Stream.concat(padded, Stream.of(commits)).map(BigInteger::new).toList();
    }

    private static boolean isBefore(List<BigInteger> one, List<BigInteger> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }
}
