package mezzotint.libs.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

    @Test
    void quotes_hold_commas_quotes_and_new_lines() {
        assertEquals(List.of(Map.of("a", "1", "b", "x, \"y\"\nz"), Map.of("a", "", "b", "2"), Map.of("a", "3", "b", "")), CsvReader.read("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n,2\n3", "b"));
    }

    @Test
    void what_lacks_a_column_is_refused() {
        for (String text : List.of("", "\n", "odd", "a,c\n1,2")) {
            assertEquals("it has no column b", assertThrows(IllegalArgumentException.class, () -> CsvReader.read(text, "b")).getMessage());
        }
    }
}
