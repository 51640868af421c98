package mezzotint.comparator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.libs.web.Json;

/** A report as a page that needs no script, with JSON-LD for search engines. */
final class Html {

    String page(Report report) {
        String path = String.join("/", report.ids());
        String body = report.sections().stream().map(Html::section).collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · Mezzotint</title>
                <link rel="stylesheet" href="/mezzotint.css">
                <link rel="stylesheet" href="/comparator/page.css">
                <link rel="alternate" type="text/markdown" href="/agent/compare/%s">
                <link rel="alternate" type="application/json" href="/api/catalog/compare?%s">
                <script type="application/ld+json">%s</script>
                </head>
                <body class="report">
                <main class="page">
                <header><h1>%s</h1><p>As of %s. <a href="/#compare/%s">With sliders and calculator</a> · <a href="/agent/compare/%s">Markdown</a> · <a href="/api/catalog/compare?%s">JSON</a></p></header>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(report.title()), escaped(path), escaped(query(report.ids())), linkedData(report), escaped(report.title()), escaped(report.asOf()),
                escaped(path), escaped(path), escaped(query(report.ids())), body);
    }

    private static String query(List<String> ids) {
        return ids.stream().map(id -> "artifact=" + URLEncoder.encode(id, StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    private static String section(Report.Section section) {
        String table = section.rows().isEmpty() ? "" : "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>".formatted(escaped(section.title()),
                section.head().stream().map(h -> "<th scope=\"col\">" + escaped(h) + "</th>").collect(Collectors.joining()),
                section.rows().stream().map(Html::row).collect(Collectors.joining("\n")));
        return "<section class=\"box\"><h2>%s</h2>%s%s</section>\n".formatted(escaped(section.title()),
                section.sentences().stream().map(s -> "<p>" + escaped(s) + "</p>").collect(Collectors.joining()), table);
    }

    private static String row(List<Report.Cell> cells) {
        return cells.stream().map(c -> "<td" + (c.mark().isEmpty() ? "" : " class=\"mark " + escaped(c.mark()) + "\"") + ">" + escaped(c.text()) + "</td>").collect(Collectors.joining("", "<tr>", "</tr>"));
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
