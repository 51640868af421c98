package mezzotint.manager.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import mezzotint.manager.trust.JarDirectory;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.resource.Resource;

/**
 * The jar of a bundle.
 *
 * @param name its symbolic name
 * @param resource what it requires and provides
 * @param headers of its manifest, by names without regard to case
 */
public record Jar(String name, Version version, Resource resource, Map<String, String> headers, byte[] bytes) {

    private static final String ADVICE = "send the bytes of a plugin's jar as they were built";

    /** @throws Problem of kind {@code INVALID} if the bytes are not those of a whole bundle, {@code TOO_LARGE} if there is too much in it */
    public static Jar read(byte[] bytes) {
        try {
            return of(Spool.with(new ByteArrayInputStream(bytes), Jar::content), bytes);
        } catch (IOException e) {
            throw Problem.invalid("the jar is damaged: " + e.getMessage(), ADVICE);
        }
    }

    /**
     * What a jar says of itself.
     *
     * @param headers of the entry that the framework reads
     * @param ids of plugins, as its components have them
     */
    private record Content(Map<String, String> headers, Set<String> ids) {}

    /** Each entry is read once, to see that it is whole. */
    private static Content content(Path file) throws IOException {
        JarDirectory.check(file);
        try (var zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                check(zip, entries.nextElement());
            }
            ZipEntry entry = zip.getEntry(JarDirectory.MANIFEST);
            if (entry == null) {
                throw Problem.invalid(zip.size() == 0 ? "what was sent is no jar" : "the jar has no manifest", ADVICE);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
                new Manifest(in).getMainAttributes().forEach((key, value) -> headers.put(key.toString(), value.toString()));
                return new Content(headers, ComponentIds.of(zip, headers));
            }
        }
    }

    /** Reads no more of an entry than it is said to have. */
    private static void check(ZipFile zip, ZipEntry entry) throws IOException {
        try (var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            byte[] buffer = new byte[1 << 14];
            long left = entry.getSize();
            for (int read = in.read(buffer); read >= 0 && left >= 0; read = in.read(buffer)) {
                left -= read;
            }
            if (left != 0 || in.getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException(entry.getName() + " has other content than its directory says");
            }
        }
    }

    private static Jar of(Content content, byte[] bytes) {
        Map<String, String> headers = content.headers();
        String header = headers.get(Constants.BUNDLE_SYMBOLICNAME);
        if (header == null || !"2".equals(headers.get(Constants.BUNDLE_MANIFESTVERSION))) {
            throw Problem.invalid("the jar is no OSGi bundle: its manifest has no symbolic name", ADVICE);
        }
        try {
            BundleName name = BundleName.of(header.split(";", 2)[0].strip(), Version.parseVersion(headers.get(Constants.BUNDLE_VERSION)));
            Resource resource = ResourceBuilder.build(null, headers);
            checkDeclared(content.ids(), resource);
            return new Jar(name.name(), name.version(), resource, headers, bytes);
        } catch (BundleException | IllegalArgumentException e) {
            throw Problem.invalid("the manifest of the jar cannot be read: " + e.getMessage(), ADVICE);
        }
    }

    /** What is judged by the manifest must be what requests will name. */
    private static void checkDeclared(Set<String> ids, Resource resource) {
        Set<String> declared = resource.getCapabilities(Plugin.NAMESPACE).stream().map(c -> String.valueOf(c.getAttributes().get(Plugin.NAMESPACE))).collect(Collectors.toCollection(TreeSet::new));
        ids.stream().filter(id -> !declared.contains(id)).findFirst().ifPresent(id -> {
            throw Problem.invalid("the jar has a component with the plugin id " + id + ", and its manifest names " + (declared.isEmpty() ? "no plugin" : String.join(", ", declared)),
                    "build it with bnd, which writes both from the same annotation");
        });
    }

    /** @throws BundleException if what is installed says other things of itself than this jar */
    public void checkInstalledAs(Bundle bundle) throws BundleException {
        var installed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        var all = bundle.getHeaders("");
        all.keys().asIterator().forEachRemaining(key -> installed.put(key, all.get(key)));
        var names = new TreeMap<>(headers);
        names.putAll(installed);
        for (String each : names.keySet()) {
            String judged = headers.getOrDefault(each, "").strip();
            String found = installed.getOrDefault(each, "").strip();
            if (!judged.equals(found)) {
                throw new BundleException(name + " " + version + " is not installed: the framework reads \"" + found + "\" as " + each
                        + " where \"" + judged + "\" was judged");
            }
        }
    }
}
