package mezzotint.comparator.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mezzotint.comparator.compare.ComparisonTest;
import mezzotint.libs.web.Csv;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as another library reads them. */
class CsvTest {

    static List<CSVRecord> read(String text) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            return parser.getRecords();
        }
    }

    private static String field(String cell) throws IOException {
        return read(Csv.text(List.of("a"), List.of(Arrays.asList(cell)))).get(1).get(0);
    }

    @Test
    void whatever_is_in_a_field_comes_out_again() throws IOException {
        List<String> odd = List.of("plain", "with, comma", "with \"quotes\"", "two\r\nlines", "ümlaut 画像", "", " blanks ");
        List<CSVRecord> read = read(Csv.text(List.of("a", "b", "c", "d", "e", "f", "g"), List.of(odd)));
        assertEquals(2, read.size());
        assertEquals(odd, read.get(1).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0\nsecond line", "-"})
    void a_formula_becomes_a_text(String formula) throws IOException {
        assertEquals("'" + formula, field(formula));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.5", "1e5", "a=b", "1-2"})
    void what_is_none_stays_as_it_is(String text) throws IOException {
        assertEquals(text, field(text));
    }

    @Test
    void unknown_is_empty() throws IOException {
        assertEquals("", field(null));
    }

    @Test
    void a_search_is_a_row_for_each_artifact() throws IOException {
        Map<String, Object> one = Map.of("artifact", "a/b", "name", "=B", "type", "model", "score", 0.5, "missing", List.of("Klingon"), "matches", List.of(Map.of("part", "cats", "matched", "pictures of cats"), Map.of("part", "Klingon")),
                "status", "active", "refuted", 0L);
        List<CSVRecord> read = read(SearchCsv.of(Map.of("results", List.of(one))));
        assertEquals(SearchCsv.HEAD, read.get(0).toList());
        assertEquals(List.of("1", "a/b", "'=B", "model", "0.5", "cats: pictures of cats", "Klingon", "active", "0", ""), read.get(1).toList());
    }

    @Test
    void every_row_of_a_comparison_is_as_long_as_its_head() throws IOException {
        List<CSVRecord> read = read(ComparisonCsv.of(ComparisonTest.pair()));
        assertEquals(ComparisonCsv.HEAD, read.get(0).toList());
        assertTrue(read.stream().allMatch(row -> row.size() == ComparisonCsv.HEAD.size()));
        assertTrue(read.stream().anyMatch(row -> row.toList().equals(List.of("fact", "openai/gpt-4.1-mini", "knowledgeCutoff", "2024-06", "", "sources differ", "s", "2026-11-30"))), read::toString);
        assertTrue(read.stream().anyMatch(row -> row.get(0).equals("benchmark") && row.get(3).equals("32.4") && row.get(5).equals("n 225, 95 % interval 26.67 to 38.81")), read::toString);
        assertEquals(4, read.stream().filter(row -> row.get(0).equals("capability")).count());
    }
}
