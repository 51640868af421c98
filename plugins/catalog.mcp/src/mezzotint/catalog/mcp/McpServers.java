package mezzotint.catalog.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** The servers of Docker's registry of the Model Context Protocol, a YAML file each. */
@Component
@Plugin(id = "mcp", label = "MCP servers", source = "https://github.com/docker/mcp-registry")
public final class McpServers implements CatalogSource {

    private static final Pattern FILE = Pattern.compile("(?:.*/)?servers/([^/]+)/server\\.yaml");
    private static final Pattern FIELDS = Pattern.compile("(?m)^\\w+:");
    private static final Pattern TAGS = Pattern.compile("(?m)^  tags:\\n((?:    - .*\\n)+)");

    @Override
    public String reads() {
        return "an archive of the repository docker/mcp-registry, as git archive --format=tar.gz makes it";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        PackageFile archive = PackageFile.read(file, path -> FILE.matcher(path).matches());
        archive.file("/server.yaml");
        var rows = new Rows(archive.repository("docker/mcp-registry", "servers/*/server.yaml", null, "MIT", "catalog.mcp 1"));
        archive.files().forEach((path, yaml) -> {
            Matcher name = FILE.matcher(path);
            String text = new String(yaml, StandardCharsets.UTF_8);
            if (name.matches() && FIELDS.matcher(text).find()) {
                add(rows, name.group(1), text);
            }
        });
        return rows.rows();
    }

    private static void add(Rows rows, String name, String yaml) {
        String id = "mcp/" + name.toLowerCase(Locale.ROOT);
        String title = field(yaml, "title");
        rows.artifact(id, "mcp", title == null ? name : title, null, field(yaml, "description"));
        rows.fact(id, "category", field(yaml, "category"), null);
        rows.fact(id, "repository", field(yaml, "project"), null);
        rows.fact(id, "commit", field(yaml, "commit"), null);
        Matcher tags = TAGS.matcher(yaml);
        if (tags.find()) {
            rows.fact(id, "tags", String.join(", ", tags.group(1).lines().map(l -> l.strip().substring(2).replace("\"", "")).sorted().distinct().toList()), null);
        }
    }

    /** A field of the second level, on one line. */
    private static String field(String yaml, String name) {
        Matcher found = Pattern.compile("(?m)^  " + name + ": *(.+)$").matcher(yaml);
        String value = found.find() ? found.group(1).strip().replaceAll("^[\"'](.*)[\"']$", "$1") : null;
        return value == null || value.matches("[|>][+-]?") ? null : value;
    }
}
