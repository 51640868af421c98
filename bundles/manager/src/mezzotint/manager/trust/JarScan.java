package mezzotint.manager.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    /** Compilers write classes of some 100 KB at most. */
    private static final int LARGEST_CLASS = 16 << 20;

    private static final int MOST_REMARKS = 20;

    private final ClassScan classes = new ClassScan();
    private final List<String> libraries = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private Attributes headers = new Attributes();
    private List<String> classPath = List.of();
    private final long largest;
    private long bytes;

    private JarScan(long largest) {
        this.largest = largest;
    }

    /** @throws Problem of kind {@code INVALID} if it is no jar, of kind {@code TOO_LARGE} if it unpacks to too much */
    static JarScan of(byte[] jar) {
        return of(jar, LARGEST);
    }

    /** @param largest bytes of all that is unpacked */
    static JarScan of(byte[] jar, long largest) {
        var scan = new JarScan(largest);
        try {
            scan.copied(new ByteArrayInputStream(jar), 0);
            return scan;
        } catch (IOException | SecurityException e) {
            throw Problem.invalid("the jar is damaged: " + e.getMessage(), "send the bytes of a plugin's jar as they were built");
        }
    }

    /** Only a file can be read by its directory. */
    private void copied(InputStream jar, int depth) throws IOException {
        Path copy = Files.createTempFile("mezzotint", ".jar");
        try {
            copy(jar, copy);
            jar(copy, depth);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void copy(InputStream in, Path copy) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(copy)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count(read);
                out.write(buffer, 0, read);
            }
        }
    }

    private void jar(Path jar, int depth) throws IOException {
        JarDirectory.check(jar);
        try (var file = new JarFile(jar.toFile(), false)) {
            if (depth == 0 && file.getManifest() != null) {
                headers = file.getManifest().getMainAttributes();
                classPath = Stream.of(header("Bundle-ClassPath").split(",")).map(p -> p.split(";")[0].strip().replaceFirst("^[./]*/", "")).toList();
            }
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements();) {
                entry(file, entries.nextElement(), depth);
            }
        }
    }

    private void entry(JarFile file, ZipEntry entry, int depth) throws IOException {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        if (name.endsWith(".class")) {
            classFile(file, entry);
        } else if (name.endsWith(".jar") || depth == 0 && classPath.contains(entry.getName())) {
            nested(file, entry, depth + 1);
        } else if (LIBRARY.matcher(name).matches()) {
            libraries.add(entry.getName());
        }
    }

    private void classFile(JarFile file, ZipEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            byte[] content = in.readNBytes(LARGEST_CLASS + 1);
            count(content.length);
            if (content.length > LARGEST_CLASS) {
                throw tooLarge(entry.getName() + " has more than " + (LARGEST_CLASS >> 20) + " MB");
            }
            classes.add(content);
        } catch (Problem e) {
            throw e;
        } catch (RuntimeException e) {
            unreadable(entry, e);
        }
    }

    private void nested(JarFile file, ZipEntry entry, int depth) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            if (depth > DEEPEST) {
                throw new IOException("it lies in " + DEEPEST + " others");
            }
            copied(in, depth);
        } catch (IOException | SecurityException e) {
            unreadable(entry, e);
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                throw e;
            }
            if (depth == 1 && classPath.contains(entry.getName())) {
                throw Problem.invalid(entry.getName() + " in the jar cannot be used: " + e.getMessage(), e.advice());
            }
            unreadable(entry, e); // nothing runs what is in it
        }
    }

    private void unreadable(ZipEntry entry, Exception e) {
        if (unreadable.size() < MOST_REMARKS) {
            unreadable.add(entry.getName() + " cannot be read: " + e.getMessage());
        } else if (unreadable.size() == MOST_REMARKS) {
            unreadable.add("there is more that cannot be read");
        }
    }

    private void count(long more) {
        bytes += more;
        if (bytes > largest) {
            throw tooLarge("the jar unpacks to more than " + largest + " bytes");
        }
    }

    private static Problem tooLarge(String what) {
        return new Problem(Problem.Kind.TOO_LARGE, what, "leave out what a plugin does not need");
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
