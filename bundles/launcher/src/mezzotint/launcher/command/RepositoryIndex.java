package mezzotint.launcher.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.libs.signing.Digests;
import org.apache.felix.utils.repository.StaxParser;
import org.apache.felix.utils.resource.CapabilityImpl;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.apache.felix.utils.resource.ResourceImpl;
import org.osgi.framework.BundleException;
import org.osgi.resource.Resource;

/** The index of a repository (OSGi Repository Service, XML schema 1.0.0): what each bundle needs and provides, and its SHA-256. */
final class RepositoryIndex {

    private static final String CONTENT = "osgi.content";

    private RepositoryIndex() {}

    /**
     * The index of the jars in a folder; their addresses are relative to it.
     *
     * @throws CommandFailure if there is none, or one is no bundle
     */
    static byte[] of(Path folder) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(f -> f.getFileName().toString().endsWith(".jar")).sorted().toList();
        }
        if (jars.isEmpty()) {
            throw new CommandFailure("there is no jar in " + folder);
        }
        var repository = new StaxParser.XmlRepository();
        repository.name = folder.getFileName().toString();
        repository.increment = System.currentTimeMillis();
        List<Resource> resources = new ArrayList<>();
        for (Path jar : jars) {
            resources.add(resource(jar));
        }
        repository.resources = resources;
        return text(repository);
    }

    private static Resource resource(Path jar) throws IOException {
        try {
            ResourceImpl resource = ResourceBuilder.build(null, headers(jar));
            byte[] content = Files.readAllBytes(jar);
            resource.addCapability(new CapabilityImpl(resource, CONTENT, Map.of(), Map.of(
                    CONTENT, Digests.sha256(content),
                    "url", new URI(null, null, jar.getFileName().toString(), null).getRawPath(),
                    "size", (long) content.length,
                    "mime", "application/vnd.osgi.bundle")));
            return resource;
        } catch (BundleException | URISyntaxException e) {
            throw new CommandFailure(jar + " is no bundle: " + e.getMessage() + "; take it out of the folder");
        }
    }

    private static Map<String, String> headers(Path jar) throws IOException {
        var headers = new HashMap<String, String>();
        try (var file = new JarFile(jar.toFile())) {
            if (file.getManifest() != null) {
                file.getManifest().getMainAttributes().forEach((key, value) -> headers.put(key.toString(), value.toString()));
            }
        } catch (ZipException e) {
            throw new CommandFailure(jar + " is damaged: " + e.getMessage() + "; take it out of the folder");
        }
        return headers;
    }

    private static byte[] text(StaxParser.XmlRepository repository) {
        var out = new ByteArrayOutputStream();
        try {
            StaxParser.write(repository, new OutputStreamWriter(out, StandardCharsets.UTF_8));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // what a manifest holds can be written
        }
        return out.toByteArray();
    }
}
