package mezzotint.manager.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import mezzotint.plugin.Problem;

/**
 * Goes through a jar as the framework reads it: by the directory at its end, and into the jars that
 * lie in it.
 */
final class JarScan {

    private static final Pattern LIBRARY = Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib|jnilib)");
    private static final int DEEPEST = 4;
    /** All class files and nested jars of a plugin together; libraries of engines have 100 MB. */
    private static final long LARGEST = 1L << 30;

    private final ClassScan classes = new ClassScan();
    private final List<String> libraries = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private Attributes headers = new Attributes();
    private long bytes;

    private JarScan() {}

    /** @throws Problem of kind {@code INVALID} if it is no jar, of kind {@code TOO_LARGE} if it unpacks to too much */
    static JarScan of(byte[] jar) {
        var scan = new JarScan();
        try {
            scan.jar(jar, 0);
            return scan;
        } catch (IOException | SecurityException e) {
            throw Problem.invalid("the jar is damaged: " + e.getMessage(), "send the bytes of a plugin's jar as they were built");
        }
    }

    /** Only a file can be read by its directory. */
    private void jar(byte[] jar, int depth) throws IOException {
        Path copy = Files.createTempFile("mezzotint", ".jar");
        try {
            Files.write(copy, jar);
            try (var file = new JarFile(copy.toFile(), false)) {
                if (depth == 0 && file.getManifest() != null) {
                    headers = file.getManifest().getMainAttributes();
                }
                for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements();) {
                    entry(file, entries.nextElement(), depth);
                }
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void entry(JarFile file, ZipEntry entry, int depth) throws IOException {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        if (name.endsWith(".class")) {
            try {
                classes.add(content(file, entry));
            } catch (RuntimeException e) {
                unreadable(entry, e);
            }
        } else if (name.endsWith(".jar")) {
            nested(file, entry, depth + 1);
        } else if (LIBRARY.matcher(name).matches()) {
            libraries.add(entry.getName());
        }
    }

    private void nested(JarFile file, ZipEntry entry, int depth) throws IOException {
        byte[] content = content(file, entry);
        try {
            if (depth > DEEPEST) {
                throw new IOException("it lies in " + DEEPEST + " others");
            }
            jar(content, depth);
        } catch (IOException | SecurityException e) {
            unreadable(entry, e);
        }
    }

    private void unreadable(ZipEntry entry, Exception e) {
        if (e instanceof Problem problem) {
            throw problem;
        }
        unreadable.add(entry.getName() + " cannot be read: " + e.getMessage());
    }

    private byte[] content(JarFile file, ZipEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            byte[] content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, LARGEST - bytes + 1));
            bytes += content.length;
            if (bytes > LARGEST) {
                throw new Problem(Problem.Kind.TOO_LARGE, "the jar unpacks to more than " + (LARGEST >> 20) + " MB", "leave out what a plugin does not need");
            }
            return content;
        }
    }

    ClassScan classes() {
        return classes;
    }

    /** Names of the native libraries it carries. */
    List<String> libraries() {
        return libraries;
    }

    /** What could not be looked into, in words. */
    List<String> unreadable() {
        return unreadable;
    }

    /** A header of the manifest; empty if there is none. */
    String header(String name) {
        String value = headers.getValue(name);
        return value == null ? "" : value.strip();
    }
}
