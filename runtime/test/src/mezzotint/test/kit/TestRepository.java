package mezzotint.test.kit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import mezzotint.libs.signing.DetachedSignature;
import mezzotint.libs.signing.Digests;
import mezzotint.libs.signing.SigningKey;

/** A repository in a folder, written as its owner would. */
public final class TestRepository {

    private final Path folder;
    private final StringBuilder resources = new StringBuilder();

    public TestRepository(Path folder) {
        this.folder = folder;
    }

    public URI index() {
        return folder.resolve("index.xml").toUri();
    }

    /**
     * Adds a bundle.
     *
     * @param exported a package that it exports in version 1.0, or empty
     * @param imported a package that it imports, or empty
     */
    public TestRepository add(String name, String version, String exported, String imported) throws IOException {
        var jar = new TestJar(name, version);
        if (!exported.isEmpty()) {
            jar.header("Export-Package", exported + ";version=1.0");
        }
        if (!imported.isEmpty()) {
            jar.header("Import-Package", imported);
        }
        byte[] bytes = jar.bytes();
        String file = name + "-" + version + ".jar";
        Files.write(folder.resolve(file), bytes);
        resources.append("""
                <resource>
                 <capability namespace="osgi.identity"><attribute name="osgi.identity" value="%s"/><attribute name="type" value="osgi.bundle"/>
                  <attribute name="version" type="Version" value="%s"/></capability>
                 <capability namespace="osgi.content"><attribute name="osgi.content" value="%s"/><attribute name="url" value="%s"/>
                  <attribute name="size" type="Long" value="%d"/><attribute name="mime" value="application/vnd.osgi.bundle"/></capability>
                """.formatted(name, version, Digests.sha256(bytes), file, bytes.length)).append(provided(exported)).append(required(imported)).append("</resource>\n");
        return this;
    }

    private static String provided(String exported) {
        return exported.isEmpty() ? "" : """
                 <capability namespace="osgi.wiring.package"><attribute name="osgi.wiring.package" value="%s"/>
                  <attribute name="version" type="Version" value="1.0"/></capability>
                """.formatted(exported);
    }

    private static String required(String imported) {
        return imported.isEmpty() ? "" : """
                 <requirement namespace="osgi.wiring.package"><directive name="filter" value="(osgi.wiring.package=%s)"/></requirement>
                """.formatted(imported);
    }

    public TestRepository write() throws IOException {
        return write(1);
    }

    public TestRepository write(long increment) throws IOException {
        Files.writeString(folder.resolve("index.xml"), "<?xml version='1.0' encoding='UTF-8'?>\n<repository name=\"test\" increment=\"" + increment + "\" "
                + "xmlns=\"http://www.osgi.org/xmlns/repository/v1.0.0\">\n" + resources + "</repository>\n");
        return this;
    }

    public void sign(SigningKey key) throws IOException {
        Path index = folder.resolve("index.xml");
        Files.writeString(folder.resolve("index.xml" + DetachedSignature.ENDING), key.sign(Files.readAllBytes(index)).text());
    }
}
