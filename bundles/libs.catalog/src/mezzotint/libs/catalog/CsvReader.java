package mezzotint.libs.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads tables with commas between the cells, as RFC 4180 has them. */
public final class CsvReader {

    private CsvReader() {}

    /**
     * The rows by the names in the first one; a row that is short has empty cells.
     *
     * @param columns that it must have, one at least
     * @throws IllegalArgumentException if it lacks one
     */
    public static List<Map<String, String>> read(String text, String... columns) {
        List<List<String>> lines = lines(text);
        for (String column : columns) {
            if (lines.isEmpty() || !lines.get(0).contains(column)) {
                throw new IllegalArgumentException("it has no column " + column);
            }
        }
        List<String> names = lines.get(0);
        var rows = new ArrayList<Map<String, String>>();
        for (List<String> line : lines.subList(1, lines.size())) {
            var row = new LinkedHashMap<String, String>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), i < line.size() ? line.get(i) : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> lines(String text) {
        var lines = new ArrayList<List<String>>();
        var line = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                // Two in a row within quotes are one that is meant.
                if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(text.charAt(i++));
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        if (cell.length() > 0 || !line.isEmpty()) {
            line.add(cell.toString());
            lines.add(List.copyOf(line));
        }
        return lines;
    }
}
