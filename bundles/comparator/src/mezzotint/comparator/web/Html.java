package mezzotint.comparator.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.comparator.graph.GraphLayout;
import mezzotint.comparator.graph.Neighbourhood;
import mezzotint.libs.web.Json;

/** Reports as pages that need no script. */
public final class Html {

    /** A comparison, with JSON-LD for search engines. */
    public String page(Report report) {
        String path = escaped(String.join("/", report.ids()));
        String query = escaped(query(report.ids()));
        String head = """
                <link rel="alternate" type="text/markdown" href="/agent/compare/%1$s">
                <link rel="alternate" type="application/json" href="/api/catalog/compare?%2$s">
                <script type="application/ld+json">%3$s</script>
                """.formatted(path, query, linkedData(report));
        String links = "<a href=\"/#compare/%1$s\">With sliders and calculator</a> · <a href=\"/agent/compare/%1$s\">Markdown</a> · <a href=\"/api/catalog/compare?%2$s\">JSON</a> · <a href=\"/api/catalog/compare.csv?%2$s\">CSV</a>".formatted(path, query);
        return document(report.title(), head, "As of " + escaped(report.asOf()) + ". " + links, sections(report.sections()));
    }

    /** What is around an artifact: the picture for what is wide and the one for what is narrow, of which a style sheet shows one. */
    public String page(NeighbourhoodReport report) {
        Neighbourhood all = report.all();
        String path = escaped(all.centre().id());
        String head = """
                <link rel="alternate" type="text/markdown" href="/agent/graph/%1$s">
                <link rel="alternate" type="application/json" href="/api/catalog/graph/%1$s">
                """.formatted(path);
        String links = "<a href=\"/#find/%1$s\">In the console</a> · <a href=\"/graph/%1$s.svg\">SVG</a> · <a href=\"/agent/graph/%1$s\">Markdown</a> · <a href=\"/api/catalog/graph/%1$s\">JSON</a>".formatted(path);
        String pictures = "<div class=\"box wide\">%s</div><div class=\"box narrow\">%s</div>".formatted(new Svg(all, GraphLayout.wide(all)).text(), new Svg(all, GraphLayout.narrow(all)).text());
        return document(report.title(), head, "As of " + escaped(all.asOf()) + ". " + links, pictures + sections(report.sections()));
    }

    private static String document(String title, String head, String line, String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · Mezzotint</title>
                <link rel="icon" href="/icon.svg">
                <link rel="stylesheet" href="/mezzotint.css">
                <link rel="stylesheet" href="/comparator/page.css">
                %2$s</head>
                <body class="report">
                <main class="page">
                <header><h1>%1$s</h1><p>%3$s</p></header>
                %4$s</main>
                </body>
                </html>
                """.formatted(escaped(title), head, line, content);
    }

    private static String query(List<String> ids) {
        return ids.stream().map(id -> "artifact=" + URLEncoder.encode(id, StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    private static String sections(List<Report.Section> sections) {
        return sections.stream().map(Html::section).collect(Collectors.joining());
    }

    private static String section(Report.Section section) {
        String table = section.rows().isEmpty() ? "" : "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>".formatted(escaped(section.title()),
                section.head().stream().map(Html::heading).collect(Collectors.joining()), section.rows().stream().map(Html::row).collect(Collectors.joining("\n")));
        return "<section class=\"box\"><h2>%s</h2>%s%s</section>\n".formatted(escaped(section.title()),
                section.sentences().stream().map(s -> "<p>" + escaped(s) + "</p>").collect(Collectors.joining()), table);
    }

    private static String heading(String text) {
        return text.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + escaped(text) + "</th>";
    }

    private static String row(List<Report.Cell> cells) {
        return cells.stream().map(Html::cell).collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String cell(Report.Cell cell) {
        String text = cell.link().isEmpty() ? escaped(cell.text()) : "<a href=\"%s\">%s</a>".formatted(escaped(cell.link()), escaped(cell.text()));
        return "<td" + (cell.mark().isEmpty() ? "" : " class=\"mark " + escaped(cell.mark()) + "\"") + ">" + text + "</td>";
    }

    /** The two as items of a list; a closing tag within would end the script. */
    private static String linkedData(Report report) {
        List<Map<String, Object>> items = report.ids().stream().map(id -> Map.<String, Object>of("@type", "ListItem", "position", report.ids().indexOf(id) + 1,
                "item", Map.of("@type", "SoftwareApplication", "@id", id, "name", id))).toList();
        return Json.text(Map.of("@context", "https://schema.org", "@type", "ItemList", "name", report.title(), "dateModified", report.asOf(), "itemListElement", items)).replace("<", "\\u003c");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
