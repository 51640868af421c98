package mezzotint.manager.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.osgi.framework.Bundle;
import org.slf4j.LoggerFactory;

/**
 * What the files in a bundle say of its configurations. They are read themselves, since the services that read them know little of bundles that
 * do not run: what is switched off, stands still during a change or is yet to come in has settings too.
 *
 * @param asked PIDs that its components ask for
 * @param described PIDs that its metatype describes
 * @param passwords names of the settings that are passwords, by PID
 */
record ConfigurationDescription(Set<String> asked, Set<String> described, Map<String, Set<String>> passwords) {

    static final ConfigurationDescription NONE = new ConfigurationDescription(Set.of(), Set.of(), Map.of());

    private static final String HEADER = "Service-Component";
    private static final String METATYPE = "OSGI-INF/metatype/";

    /** Reads files of one kind, one after another; one that cannot be read says nothing. */
    interface Reader {

        void read(InputStream file, String path) throws IOException;
    }

    /** Names of the settings under a PID that are passwords. */
    Set<String> passwords(String pid) {
        return passwords.getOrDefault(pid, Set.of());
    }

    static ConfigurationDescription of(Bundle bundle) {
        var components = new ComponentFiles();
        for (String pattern : patterns(bundle.getHeaders("").get(HEADER))) {
            entries(bundle, pattern.substring(0, pattern.lastIndexOf('/') + 1), pattern).forEach(u -> read(u, components));
        }
        var metatypes = new MetatypeFiles();
        entries(bundle, METATYPE, METATYPE + "*").forEach(u -> read(u, metatypes));
        return of(components, metatypes);
    }

    /** @param jar whole, as was checked before */
    static ConfigurationDescription of(byte[] jar) {
        var components = new ComponentFiles();
        var metatypes = new MetatypeFiles();
        try (var in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Set<String> patterns = patterns(in.getManifest().getMainAttributes().getValue(HEADER));
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                String path = entry.getName();
                if (patterns.stream().anyMatch(p -> matches(path, p))) {
                    components.read(new ByteArrayInputStream(in.readAllBytes()), path);
                } else if (matches(path, METATYPE + "*")) {
                    metatypes.read(new ByteArrayInputStream(in.readAllBytes()), path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(components, metatypes);
    }

    private static ConfigurationDescription of(ComponentFiles components, MetatypeFiles metatypes) {
        return new ConfigurationDescription(components.pids(), metatypes.pids(), metatypes.passwords());
    }

    private static Set<String> patterns(String header) {
        List<String> all = header == null ? List.of() : Arrays.asList(header.split(","));
        return new TreeSet<>(all.stream().map(p -> p.split(";")[0].strip().replaceFirst("^/", "")).filter(p -> !p.isEmpty()).toList());
    }

    private static boolean matches(String path, String pattern) {
        return !path.endsWith("/") && path.matches("\\Q" + pattern.replace("*", "\\E[^/]*\\Q") + "\\E");
    }

    /** Unlike {@link Bundle#findEntries} this does not resolve the bundle. */
    private static List<URL> entries(Bundle bundle, String folder, String pattern) {
        var paths = bundle.getEntryPaths(folder.isEmpty() ? "/" : folder);
        return paths == null ? List.of() : Collections.list(paths).stream().filter(p -> matches(p, pattern)).map(bundle::getEntry).toList();
    }

    private static void read(URL url, Reader reader) {
        try (InputStream in = url.openStream()) {
            reader.read(in, url.getPath());
        } catch (IOException e) {
            warn(url.getPath(), e);
        }
    }

    static void warn(String path, Exception e) {
        LoggerFactory.getLogger(ConfigurationDescription.class).warn("the settings that {} describes are not known: {}", path, e.getMessage());
    }
}
