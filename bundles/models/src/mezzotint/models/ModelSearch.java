package mezzotint.models;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.model.Models.Card;
import mezzotint.plugin.Names;

/**
 * Finds a model by whatever users and programs call it. What is exact counts more than what is alike: two models may differ in a sign
 * that a looser comparison leaves out.
 *
 * @param known the SHA-256 of a model, if it has been read
 */
record ModelSearch(List<Card> cards, Function<Card, Optional<String>> known) {

    /** As A1111 writes a title: the name of the file, a short hash behind it. */
    private static final Pattern TITLE = Pattern.compile("(.*\\S) \\[([0-9a-fA-F]{8,64})\\]");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{8,64}");

    Optional<Card> find(String name) {
        String asked = name.strip();
        Matcher title = TITLE.matcher(asked);
        boolean titled = title.matches();
        String bare = titled ? title.group(1) : asked;
        return first(exactly(name)).or(() -> first(exactly(asked))).or(() -> hash(asked)).or(() -> titled ? hash(title.group(2)) : Optional.empty())
                .or(() -> first(exactly(bare))).or(() -> first(exactly(last(bare)))).or(() -> alike(asked)).or(() -> alike(bare)).or(() -> alike(last(bare)));
    }

    private Optional<Card> first(Predicate<Card> fits) {
        return cards.stream().filter(fits).findFirst();
    }

    /** By its name with the folders before it, else by that without them, else by its label. */
    private Predicate<Card> exactly(String name) {
        List<Predicate<Card>> ranks = List.of(card -> card.name().equals(name), card -> card.title().equals(name),
                card -> last(card.name()).equals(name) || last(card.title()).equals(name), card -> card.label().equals(name));
        return ranks.stream().filter(rank -> cards.stream().anyMatch(rank)).findFirst().orElse(card -> false);
    }

    private Optional<Card> hash(String hash) {
        String digits = hash.toLowerCase(Locale.ROOT);
        return HASH.matcher(hash).matches() ? first(card -> known.apply(card).filter(sum -> sum.startsWith(digits)).isPresent()) : Optional.empty();
    }

    private static String last(String path) {
        return path.replaceFirst("^.*[/\\\\]", "");
    }

    /** By letters and digits alone. */
    private Optional<Card> alike(String name) {
        String key = Names.key(CheckpointFiles.bare(name));
        return key.isEmpty() ? Optional.empty()
                : first(card -> Stream.of(card.name(), last(card.name()), card.label()).anyMatch(each -> Names.key(each).equals(key)));
    }
}
