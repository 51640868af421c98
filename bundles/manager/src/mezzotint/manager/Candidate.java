package mezzotint.manager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import mezzotint.plugin.Problem;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.resource.Resource;

/**
 * A bundle that is not installed yet.
 *
 * @param name its symbolic name
 * @param resource what it requires and provides
 */
record Candidate(String name, Resource resource, byte[] jar) {

    private static final String ADVICE = "send the bytes of a plugin's jar as they were built";

    /** @throws Problem of kind {@code INVALID} if the bytes are not those of a whole bundle */
    static Candidate read(byte[] jar) {
        try (var in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = in.getManifest();
            int entries = 0;
            while (in.getNextJarEntry() != null) {
                in.transferTo(OutputStream.nullOutputStream()); // checks the entry's length and checksum
                entries++;
            }
            if (manifest == null) {
                throw Problem.invalid(entries == 0 ? "what was sent is no jar" : "the jar has no manifest", ADVICE);
            }
            return read(jar, headers(manifest));
        } catch (IOException | SecurityException e) {
            throw Problem.invalid("the jar is damaged: " + e.getMessage(), ADVICE);
        }
    }

    private static Candidate read(byte[] jar, Map<String, String> headers) {
        String name = headers.get(Constants.BUNDLE_SYMBOLICNAME);
        if (name == null || !"2".equals(headers.get(Constants.BUNDLE_MANIFESTVERSION))) {
            throw Problem.invalid("the jar is no OSGi bundle: its manifest has no symbolic name", ADVICE);
        }
        try {
            return new Candidate(name.split(";")[0].strip(), ResourceBuilder.build(null, headers), jar);
        } catch (BundleException e) {
            throw Problem.invalid("the manifest of the jar cannot be read: " + e.getMessage(), ADVICE);
        }
    }

    private static Map<String, String> headers(Manifest manifest) {
        var headers = new HashMap<String, String>();
        manifest.getMainAttributes().forEach((key, value) -> headers.put(key.toString(), value.toString()));
        return headers;
    }

    InputStream content() {
        return new ByteArrayInputStream(jar);
    }
}
