package mezzotint.libs.search;

/**
 * Porter's stemmer: takes the endings off English words, so that "generates" and "generation" are one term.
 *
 * @see <a href="https://tartarus.org/martin/PorterStemmer/def.txt">M. F. Porter, An algorithm for suffix stripping, 1980</a>
 */
final class Porter {

    /** Endings, each before those that it ends with, and what takes their place. */
    private static final String[][] STEP2 = {
            {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"abli", "able"}, {"alli", "al"},
            {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"}, {"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"},
            {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"}};
    private static final String[][] STEP3 = {
            {"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""}};
    private static final String[] STEP4 = {
            "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize"};

    private Porter() {}

    /** The stem of a word in lower case; what is no English word by its letters stays as it is. */
    static String stem(String word) {
        if (word.length() < 3 || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return word;
        }
        String stem = replaced(replaced(step1(word), STEP2), STEP3);
        return step5(step4(stem));
    }

    private static String step1(String word) {
        String stem = past(plural(word));
        return stem.endsWith("y") && hasVowel(without(stem, 1)) ? without(stem, 1) + "i" : stem;
    }

    private static String plural(String word) {
        if (word.endsWith("sses") || word.endsWith("ies")) {
            return without(word, 2);
        }
        return word.endsWith("s") && !word.endsWith("ss") ? without(word, 1) : word;
    }

    private static String past(String word) {
        if (word.endsWith("eed")) {
            return measure(without(word, 3)) > 0 ? without(word, 1) : word;
        }
        int ending = word.endsWith("ed") ? 2 : word.endsWith("ing") ? 3 : 0;
        String stem = without(word, ending);
        return ending == 0 || !hasVowel(stem) ? word : completed(stem);
    }

    /** "hop" of "hopping", "size" of "sizing". */
    private static String completed(String stem) {
        if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
            return stem + "e";
        }
        if (doubled(stem) && !"lsz".contains(stem.substring(stem.length() - 1))) {
            return without(stem, 1);
        }
        return measure(stem) == 1 && endsShort(stem) ? stem + "e" : stem;
    }

    private static String replaced(String word, String[][] endings) {
        for (String[] ending : endings) {
            if (word.endsWith(ending[0])) {
                String stem = without(word, ending[0].length());
                return measure(stem) > 0 ? stem + ending[1] : word;
            }
        }
        return word;
    }

    private static String step4(String word) {
        for (String ending : STEP4) {
            if (word.endsWith(ending)) {
                String stem = without(word, ending.length());
                boolean fits = !ending.equals("ion") || stem.endsWith("s") || stem.endsWith("t");
                return fits && measure(stem) > 1 ? stem : word;
            }
        }
        return word;
    }

    private static String step5(String word) {
        String stem = word;
        if (stem.endsWith("e")) {
            String shorter = without(stem, 1);
            int measure = measure(shorter);
            stem = measure > 1 || measure == 1 && !endsShort(shorter) ? shorter : stem;
        }
        return stem.endsWith("ll") && measure(stem) > 1 ? without(stem, 1) : stem;
    }

    private static String without(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    private static boolean consonant(String word, int i) {
        char c = word.charAt(i);
        return c == 'y' ? i == 0 || !consonant(word, i - 1) : "aeiou".indexOf(c) < 0;
    }

    /** How often consonants follow vowels. */
    private static int measure(String word) {
        int count = 0;
        for (int i = 1; i < word.length(); i++) {
            count += consonant(word, i) && !consonant(word, i - 1) ? 1 : 0;
        }
        return count;
    }

    private static boolean hasVowel(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!consonant(word, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean doubled(String word) {
        int last = word.length() - 1;
        return last > 0 && word.charAt(last) == word.charAt(last - 1) && consonant(word, last);
    }

    /** Consonant, vowel, consonant, as in "hop", but not "how". */
    private static boolean endsShort(String word) {
        int last = word.length() - 1;
        return last > 1 && consonant(word, last) && !consonant(word, last - 1) && consonant(word, last - 2) && "wxy".indexOf(word.charAt(last)) < 0;
    }
}
