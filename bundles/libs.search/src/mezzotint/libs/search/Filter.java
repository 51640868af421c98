package mezzotint.libs.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A condition that what is looked for must meet, read from the words of a need.
 *
 * @param value of CONTEXT tokens, of PRICE USD for a million input tokens, of LICENCE its name or {@code open} or {@code permissive}, of INPUT and OUTPUT a modality; else empty
 * @param words of the need that say so
 */
public record Filter(Kind kind, String value, String words) {

    public enum Kind { FREE, OPEN_WEIGHTS, LOCAL, CONTEXT, PRICE, LICENCE, INPUT, OUTPUT }

    public enum Answer { YES, NO, UNKNOWN }

    private static final List<String> PERMISSIVE = List.of("mit", "apache", "bsd", "isc", "cc0", "unlicense", "zlib");
    private static final List<String> OPEN = List.of("gpl", "mpl", "epl", "eupl", "lgpl", "agpl", "artistic", "osl", "cddl");

    /** Names this filter and no other, as in {@code free} or {@code context:128000}. */
    public String id() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + (value.isEmpty() ? "" : ":" + value);
    }

    /** Whether something meets it. */
    public Answer test(Traits traits) {
        return switch (kind) {
            case FREE -> answer(traits.free());
            case OPEN_WEIGHTS -> answer(traits.openWeights());
            case LOCAL -> answer(traits.local());
            case CONTEXT -> answer(traits.context() == null ? null : traits.context() >= Long.parseLong(value));
            case PRICE -> answer(traits.price() == null ? null : traits.price().compareTo(new BigDecimal(value)) <= 0);
            case LICENCE -> answer(traits.licence() == null ? null : licensed(traits.licence()));
            case INPUT -> answer(has(traits.inputs()));
            case OUTPUT -> answer(has(traits.outputs()));
        };
    }

    private static Answer answer(Boolean met) {
        return met == null ? Answer.UNKNOWN : met ? Answer.YES : Answer.NO;
    }

    private Boolean has(Set<String> modalities) {
        return modalities == null ? null : modalities.contains(value);
    }

    private boolean licensed(String licence) {
        String plain = plain(licence);
        boolean permissive = PERMISSIVE.stream().anyMatch(plain::startsWith);
        return switch (value) {
            case "permissive" -> permissive;
            case "open" -> permissive || OPEN.stream().anyMatch(plain::startsWith);
            default -> plain.startsWith(plain(value));
        };
    }

    private static String plain(String licence) {
        return licence.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
