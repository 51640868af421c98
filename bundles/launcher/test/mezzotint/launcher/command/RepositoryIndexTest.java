package mezzotint.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.libs.signing.Digests;
import org.apache.felix.utils.repository.StaxParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.osgi.resource.Resource;

class RepositoryIndexTest {

    @TempDir
    private Path folder;

    /** The reader is that of Felix, which knows nothing of us. */
    @Test
    void is_read_as_what_the_manifests_say() throws Exception {
        Path jar = bundle("a plugin.jar", "Bundle-Version", "1.2.3",
                "Import-Package", "mezzotint.plugin;version=\"[1.0,2)\"",
                "Provide-Capability", "mezzotint.plugin;mezzotint.plugin=sampler;aliases:List<String>=\"a,b\"");
        Resource resource = StaxParser.parse(new ByteArrayInputStream(RepositoryIndex.of(folder))).resources.get(0);
        Map<String, Object> identity = resource.getCapabilities("osgi.identity").get(0).getAttributes();
        assertEquals("org.example", identity.get("osgi.identity"));
        assertEquals(Version.parseVersion("1.2.3"), identity.get("version"));
        Map<String, Object> content = resource.getCapabilities("osgi.content").get(0).getAttributes();
        assertEquals(Digests.sha256(Files.readAllBytes(jar)), content.get("osgi.content"));
        assertEquals(Files.size(jar), content.get("size"));
        assertEquals("a%20plugin.jar", content.get("url"));
        assertEquals(List.of("a", "b"), resource.getCapabilities("mezzotint.plugin").get(0).getAttributes().get("aliases"));
        assertTrue(resource.getRequirements("osgi.wiring.package").get(0).getDirectives().get("filter").contains("(version>=1.0.0)"));
    }

    @Test
    void what_is_no_bundle_is_refused() throws IOException {
        assertTrue(failure().startsWith("there is no jar in"));
        Path text = Files.writeString(folder.resolve("text.jar"), "a text");
        assertTrue(failure().startsWith(text + " is damaged"), this::failure);
        Files.delete(text);
        new JarOutputStream(Files.newOutputStream(folder.resolve("plain.jar")), new Manifest()).close();
        assertTrue(failure().contains("plain.jar is no bundle"), this::failure);
    }

    private String failure() {
        return assertThrows(CommandFailure.class, () -> RepositoryIndex.of(folder)).getMessage();
    }

    private Path bundle(String file, String... headers) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "org.example");
        for (int i = 0; i < headers.length; i += 2) {
            attributes.putValue(headers[i], headers[i + 1]);
        }
        Path jar = folder.resolve(file);
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
