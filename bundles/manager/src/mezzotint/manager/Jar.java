package mezzotint.manager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import mezzotint.plugin.Problem;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.resource.Resource;

/**
 * The jar of a bundle.
 *
 * @param name its symbolic name
 * @param resource what it requires and provides
 */
record Jar(String name, Version version, Resource resource, byte[] bytes) {

    private static final String ADVICE = "send the bytes of a plugin's jar as they were built";
    private static final String SYMBOLIC_NAME = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";

    /** @throws Problem of kind {@code INVALID} if the bytes are not those of a whole bundle */
    static Jar read(byte[] bytes) {
        try (var in = new JarInputStream(new ByteArrayInputStream(bytes))) {
            Manifest manifest = in.getManifest();
            int entries = 0;
            while (in.getNextJarEntry() != null) {
                in.transferTo(OutputStream.nullOutputStream()); // checks the entry's length and checksum
                entries++;
            }
            if (manifest == null) {
                throw Problem.invalid(entries == 0 ? "what was sent is no jar" : "the jar has no manifest", ADVICE);
            }
            return read(bytes, headers(manifest));
        } catch (IOException | SecurityException e) {
            throw Problem.invalid("the jar is damaged: " + e.getMessage(), ADVICE);
        }
    }

    private static Jar read(byte[] bytes, Map<String, String> headers) {
        String header = headers.get(Constants.BUNDLE_SYMBOLICNAME);
        if (header == null || !"2".equals(headers.get(Constants.BUNDLE_MANIFESTVERSION))) {
            throw Problem.invalid("the jar is no OSGi bundle: its manifest has no symbolic name", ADVICE);
        }
        String name = header.split(";")[0].strip();
        if (!name.matches(SYMBOLIC_NAME)) {
            throw Problem.invalid("the symbolic name of the jar is " + name, "use letters, digits, - and _, with dots between them");
        }
        try {
            Resource resource = ResourceBuilder.build(null, headers);
            return new Jar(name, Version.parseVersion(headers.get(Constants.BUNDLE_VERSION)), resource, bytes);
        } catch (BundleException | IllegalArgumentException e) {
            throw Problem.invalid("the manifest of the jar cannot be read: " + e.getMessage(), ADVICE);
        }
    }

    private static Map<String, String> headers(Manifest manifest) {
        var headers = new HashMap<String, String>();
        manifest.getMainAttributes().forEach((key, value) -> headers.put(key.toString(), value.toString()));
        return headers;
    }
}
