package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.plugin.Alias;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.studio.Studio;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the samplers of other programs are here: a table that says it of each, or why there is none. */
class SamplerTableTest {

    private final Studio studio = Osgi.service(Studio.class);

    @TestFactory
    Stream<DynamicTest> each_name_means_what_the_table_says() throws IOException {
        return Files.readAllLines(Goldens.path("names/samplers.tsv")).stream().skip(1).map(line -> line.split("\t", -1))
                .map(row -> DynamicTest.dynamicTest(row[0] + ": " + row[1], () -> check(row)));
    }

    private void check(String[] row) {
        if (row[2].isEmpty()) {
            assertFalse(row[3].isEmpty(), "the table gives no reason");
            Problem problem = assertThrows(Problem.class, () -> walk(row[1]), "it is here now: tell the table");
            assertEquals(Problem.Kind.INVALID, problem.kind());
            return;
        }
        Request.Walk walk = walk(row[1]);
        assertEquals(row[2], walk.sampler().id());
        Map<String, Object> expected = row[3].isEmpty() ? Map.of() : Alias.of(row[1] + " (" + row[3] + ")").params();
        assertEquals(expected, walk.sampler().params());
    }

    private Request.Walk walk(String sampler) {
        return studio.request(Map.of("prompt", "a cat", "sampler", sampler)).walk();
    }
}
