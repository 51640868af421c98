package mezzotint.libs.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PorterTest {

    private static final Path GOLDENS = Path.of("../../runtime/goldens/search/porter.txt");

    @Test
    @Tag("golden")
    void stems_as_the_reference_does() throws IOException {
        List<String> lines = Files.readAllLines(GOLDENS);
        assertEquals(lines, lines.stream().map(line -> line.split(" ")[0]).map(word -> word + " " + Porter.stem(word)).toList());
    }

    @Test
    void leaves_what_is_no_english_word() {
        for (String word : List.of("", "a", "ss", "größe", "int8", "4", "日本")) {
            assertEquals(word, Porter.stem(word));
        }
    }
}
