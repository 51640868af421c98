package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mezzotint.catalog.Claim;
import org.junit.jupiter.api.Test;

/** The labels that precision is measured by. */
class LabelsTest {

    @Test
    void three_hundred_pairs_of_names_are_labelled_once_each() throws IOException {
        List<LabelledNames.Pair> pairs = LabelledNames.read().pairs();
        assertEquals(300, pairs.size());
        var seen = new TreeSet<String>();
        for (LabelledNames.Pair pair : pairs) {
            assertNotEquals(pair.first(), pair.second());
            assertTrue(seen.add(String.join(" ", new TreeSet<>(Set.of(pair.first(), pair.second())))), pair::toString);
        }
        assertTrue(pairs.stream().filter(LabelledNames.Pair::same).count() > 150, "precision needs pairs that are one");
        assertEquals(26, pairs.stream().filter(p -> p.same() && p.first().equals("gpt-4.1-mini")).count());
    }

    @Test
    void two_hundred_claims_are_labelled_in_texts_that_stand_there_once() throws IOException {
        long claims = new LabelledClaims().count(Set.of(Claim.Kind.values()));
        assertTrue(claims >= 200, claims + " claims");
        List<String> lines = Files.readAllLines(Goldens.path("claims/labelled.tsv"));
        assertEquals(lines.size(), lines.stream().map(line -> line.split("\t")[0] + line.split("\t")[2]).distinct().count());
        for (String line : lines) {
            for (String label : line.split("\t")[1].split(" ")) {
                assertTrue(label.equals("-") || isLabel(label.split(":")), line);
            }
        }
    }

    private static boolean isLabel(String[] parts) {
        return parts.length == 2 && List.of(Claim.Kind.values()).toString().contains(parts[0]) && List.of(Claim.Status.values()).toString().contains(parts[1]);
    }
}
