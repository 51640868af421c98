package mezzotint.libs.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;

/** The artifacts of the catalog that a sentence names. Not for several threads. */
public final class Mentions {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d][\\p{L}\\d._/-]{0,60}");
    private static final int MOST_WORDS = 5;

    private final Catalog catalog;
    private final Passport self;
    private final Map<String, Optional<Passport>> known = new HashMap<>();

    /** @param self the artifact whose text it is, which is never meant */
    public Mentions(Catalog catalog, Passport self) {
        this.catalog = catalog;
        this.self = self;
    }

    /** In the order in which they are named, by the words that name them. */
    public Map<String, Passport> in(String sentence) {
        List<int[]> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(sentence);
        while (matcher.find()) {
            words.add(new int[] {matcher.start(), sentence.charAt(matcher.end() - 1) == '.' ? matcher.end() - 1 : matcher.end()});
        }
        var out = new LinkedHashMap<String, Passport>();
        for (int i = 0; i < words.size(); i++) {
            if (isName(sentence.substring(words.get(i)[0], words.get(i)[1]))) {
                i += longest(sentence, words, i, out);
            }
        }
        return out;
    }

    /** Adds the longest name that begins at a word; how many more words it has. */
    private int longest(String sentence, List<int[]> words, int first, Map<String, Passport> out) {
        for (int last = Math.min(words.size(), first + MOST_WORDS) - 1; last >= first; last--) {
            String name = sentence.substring(words.get(first)[0], words.get(last)[1]);
            Optional<Passport> found = name.contains(",") || name.contains("(") ? Optional.empty() : find(name);
            if (found.isPresent()) {
                if (!found.get().artifact().id().equals(self.artifact().id())) {
                    out.putIfAbsent(name, found.get());
                }
                return last - first;
            }
        }
        return 0;
    }

    /** Names have a capital, a digit or a slash; so "the" is not looked up, though something may be called so. */
    private static boolean isName(String word) {
        return !word.equals(word.toLowerCase(Locale.ROOT)) || word.chars().anyMatch(Character::isDigit) && word.chars().anyMatch(Character::isLetter) || word.contains("/");
    }

    private Optional<Passport> find(String name) {
        return known.computeIfAbsent(name, n -> spellings(n).stream().flatMap(s -> catalog.find(s, self.asOf()).stream()).findFirst());
    }

    private static List<String> spellings(String name) {
        String dashed = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        return name.matches("\\p{Lu}?\\p{L}{0,3}|\\d.*") ? List.of() : List.of(name, dashed, dashed.replace('.', '-'));
    }
}
