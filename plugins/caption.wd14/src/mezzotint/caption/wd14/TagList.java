package mezzotint.caption.wd14;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import mezzotint.plugin.Problem;

/**
 * What the outputs of a tagger stand for, in their order: the file {@code selected_tags.csv} with the columns tag_id, name, category and count.
 *
 * @param names as Danbooru writes them, with underscores
 * @param kinds {@code general}, {@code character}, {@code rating}, or {@code category 7} and the like
 */
record TagList(List<String> names, List<String> kinds) {

    private static final String HEAD = "tag_id,name,category,count";

    /** @throws Problem of kind {@code INVALID} that names the line which is none */
    static TagList read(Path file) throws IOException {
        List<String> lines = lines(file);
        if (lines.isEmpty() || !lines.get(0).replace("\uFEFF", "").strip().equals(HEAD)) {
            throw Problem.invalid(file.getFileName() + " does not begin with the line " + HEAD, "take the file that came with the tagger");
        }
        List<String[]> rows = IntStream.range(1, lines.size()).filter(i -> !lines.get(i).isBlank()).mapToObj(i -> row(file, i + 1, lines.get(i))).toList();
        return new TagList(rows.stream().map(row -> row[0]).toList(), rows.stream().map(row -> kind(row[1])).toList());
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw Problem.invalid(file.getFileName() + " is no text in UTF-8", "take the file that came with the tagger");
        }
    }

    /** Name and category; a name may have commas. */
    private static String[] row(Path file, int number, String line) {
        int name = line.indexOf(',') + 1;
        int count = line.lastIndexOf(',');
        int category = line.lastIndexOf(',', count - 1);
        if (name == 0 || category < name || !line.substring(category + 1, count).strip().matches("\\d{1,4}")) {
            throw Problem.invalid("line " + number + " of " + file.getFileName() + " is " + line, "take the file that came with the tagger");
        }
        String bare = line.substring(name, category);
        boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
        return new String[] {quoted ? bare.substring(1, bare.length() - 1).replace("\"\"", "\"") : bare, line.substring(category + 1, count).strip()};
    }

    /** By Danbooru's numbers. */
    private static String kind(String category) {
        return switch (category) {
            case "0" -> "general";
            case "4" -> "character";
            case "9" -> "rating";
            default -> "category " + category;
        };
    }
}
