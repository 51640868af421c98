package mezzotint.catalog.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Fact;
import mezzotint.testkit.CatalogSourceContract;
import mezzotint.testkit.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpServersTest implements CatalogSourceContract {

    @Override
    public McpServers connector() {
        return new McpServers();
    }

    @Override
    public Path sample(Path folder) throws IOException {
        return Packages.tarball(folder, Map.of("servers/github/server.yaml", """
                name: github
                meta:
                  category: devops
                  tags:
                    - github
                    - devops
                about:
                  title: "GitHub"
                  description: Files and issues.
                source:
                  project: https://github.com/example/servers
                """));
    }

    @Test
    void a_file_is_a_server(@TempDir Path folder) throws IOException {
        CatalogRows rows = new McpServers().read(sample(folder));
        assertEquals("mcp/github GitHub Files and issues.", rows.artifacts().get(0).id() + " " + rows.artifacts().get(0).name() + " " + rows.artifacts().get(0).description());
        assertEquals(List.of("devops, github"), rows.facts().stream().filter(f -> f.key().equals("tags")).map(Fact::value).toList());
    }
}
