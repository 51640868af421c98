package mezzotint.comparator.web;

import java.util.List;
import java.util.stream.Collectors;

/** Sections in Markdown, for programs that read. */
public final class Markdown {

    public String text(String title, String asOf, List<Report.Section> sections) {
        var out = new StringBuilder("# ").append(plain(title)).append("\n\nAs of ").append(asOf).append(".\n");
        for (Report.Section section : sections) {
            out.append("\n## ").append(plain(section.title())).append("\n");
            section.sentences().forEach(sentence -> out.append("\n").append(plain(sentence)).append("\n"));
            if (!section.rows().isEmpty()) {
                out.append("\n").append(row(section.head())).append(row(section.head().stream().map(h -> "---").toList()));
                section.rows().forEach(row -> out.append(row(row.stream().map(Report.Cell::text).toList())));
            }
        }
        return out.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Markdown::plain).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Nothing that a source wrote is read as Markdown or HTML. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\|`*_\\[\\]<>#])", "\\\\$1");
    }
}
