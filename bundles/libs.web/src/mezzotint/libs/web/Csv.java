package mezzotint.libs.web;

import java.util.List;
import java.util.stream.Collectors;

/** Rows as RFC 4180 has them: lines end with CR and LF, and every field is quoted. */
public final class Csv {

    /** With these a spreadsheet takes a text for a formula. */
    private static final String FORMULA = "[=+\\-@\\t\\r].*";
    private static final String NUMBER = "-?\\d+(\\.\\d+)?";

    private Csv() {}

    /** @param rows with as many cells as the head; null is an empty field */
    public static String text(List<String> head, List<List<String>> rows) {
        return line(head) + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A text that would be a formula gets an apostrophe before it; a number stays one. */
    private static String field(String cell) {
        String text = cell == null ? "" : cell;
        boolean formula = text.replace('\n', ' ').matches(FORMULA) && !text.matches(NUMBER);
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
