package mezzotint.comparator.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Passport;
import mezzotint.libs.search.Found;
import org.junit.jupiter.api.Test;

class TiesTest {

    /** Shown in so many lists at a place, and chosen in some of them. */
    private static Passport passport(String id, int lists, int place, int chosen) {
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < lists; i++) {
            outcomes.add(new Outcome("need " + i, id, Outcome.Kind.SHOWN, place, Instant.EPOCH));
            if (i < chosen) {
                outcomes.add(new Outcome("need " + i, id, Outcome.Kind.CHOSEN, place, Instant.EPOCH));
            }
        }
        return new Passport(new Artifact(id, "repo", id, null, null, "git"), LocalDate.EPOCH, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                outcomes, Map.of());
    }

    private static List<String> order(List<Found> found, Passport... passports) {
        Map<String, Passport> all = Stream.of(passports).collect(Collectors.toMap(p -> p.artifact().id(), Function.identity()));
        return Ties.settled(found, all).stream().map(Found::owner).toList();
    }

    private static Found found(String id, double score) {
        return new Found(id, score, List.of());
    }

    @Test
    void of_equals_the_one_that_was_chosen_where_it_was_looked_at_comes_first() {
        assertEquals(List.of("below", "above"), order(List.of(found("above", 0), found("below", 0)), passport("above", 100, 1, 30), passport("below", 100, 5, 15)),
                "30 of 100 at the top are fewer than 15 of 20 looks at the fifth place");
    }

    @Test
    void relevance_is_never_touched_and_what_is_unknown_keeps_its_place() {
        assertEquals(List.of("relevant", "chosen"), order(List.of(found("relevant", 0.8), found("chosen", 0.7)), passport("relevant", 100, 1, 1), passport("chosen", 100, 1, 99)));
        assertEquals(List.of("chosen", "unknown", "seldom"), order(List.of(found("seldom", 0), found("unknown", 0), found("chosen", 0)),
                passport("seldom", 100, 1, 1), passport("unknown", 9, 1, 9), passport("chosen", 100, 1, 99)), "nine looks are too few");
    }
}
