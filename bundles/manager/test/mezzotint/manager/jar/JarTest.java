package mezzotint.manager.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A jar that two readers could read in two ways, or that is larger than it looks, is no plugin. */
class JarTest {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final int END = 22;

    @Test
    void a_plain_jar_is_read() {
        Jar jar = Jar.read(zip(MANIFEST, manifest("org.example.plain")));
        assertEquals("org.example.plain", jar.name());
        assertEquals("org.example.plain", jar.headers().get("bundle-symbolicname"));
    }

    @ParameterizedTest
    @ValueSource(strings = {MANIFEST, "meta-inf/manifest.mf", "META-INF/Manifest.mf", "./META-INF/MANIFEST.MF", "/META-INF/MANIFEST.MF", "META-INF\\MANIFEST.MF",
            "META-INF//MANIFEST.MF", "META-INF/../META-INF/MANIFEST.MF", "C:META-INF/MANIFEST.MF", "../x", "x/..", "a\u0000b", "META-INF/MANIFEST.MF/"})
    void a_second_manifest_is_refused_however_it_is_written(String name) {
        byte[] jar = zip(MANIFEST, manifest("org.example.first"), name, manifest("mezzotint.manager"));
        Problem problem = assertThrows(Problem.class, () -> Jar.read(jar));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.getMessage().matches("(?s)the jar has .*(twice|can be read in two ways)"), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<property name='mezzotint.id' value='euler'/>", "<property name='mezzotint.id'>euler</property>", "<property value='eul&#101;r' type='String' name='mezzotint.id'/>",
            "<factory-property name='mezzotint.id' value=' euler '/>", "<property name='mezzotint.id' value='gentle'/><property name='mezzotint.id' value='euler'/>"})
    void an_id_that_the_manifest_does_not_tell_is_refused(String property) {
        String component = "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0'>" + property + "</scr:component>";
        for (String path : List.of("OSGI-INF/one.xml", "OSGI-INF/*.xml", "OSGI-INF/two.xml, OSGI-INF/o*e.xml;x=y")) {
            String manifest = manifest("org.example.gentle") + "Service-Component: " + path + "\nProvide-Capability: mezzotint.plugin;mezzotint.plugin=%s\n";
            Problem problem = assertThrows(Problem.class, () -> Jar.read(zip(MANIFEST, manifest.formatted("gentle"), "OSGI-INF/one.xml", component)));
            assertEquals("the jar has a component with the plugin id euler, and its manifest names gentle", problem.getMessage());
String both = manifest.formatted("gentle,mezzotint.plugin;mezzotint.plugin=euler");
            assertEquals("org.example.gentle", Jar.read(zip(MANIFEST, both, "OSGI-INF/one.xml", component)).name());
        }
    }

    @Test
    void a_front_that_differs_from_the_directory_is_refused() {
        byte[] jar = zip(MANIFEST, manifest("org.example.plain"));
        byte[] renamed = jar.clone();
        renamed[30] = 'm';
        assertDamaged(renamed, "has another name or kind where it lies");
        byte[] before = new byte[jar.length + 100];
        System.arraycopy(jar, 0, before, 100, jar.length);
        assertDamaged(before, "its directory is not where its end says");
        assertDamaged(Arrays.copyOf(jar, jar.length + 1), "something follows its end");
        assertDamaged(Arrays.copyOf(jar, jar.length / 2), "it has no end");
        byte[] content = jar.clone();
        content[30 + MANIFEST.length() + 2] ^= 1;
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> Jar.read(content)).kind());
    }

    @Test
    void numbers_that_are_lies_are_refused() {
        byte[] jar = zip(MANIFEST, manifest("org.example.plain"));
        int end = jar.length - END;
        assertDamaged(with(jar, end + 8, 4, 0x00070007), "the 7 entries that its end tells of");
        assertDamaged(with(jar, end + 8, 4, 0), "the 0 entries");
        assertDamaged(with(jar, end + 12, 4, 10), "its directory is not where");
        assertTooLarge(with(jar, end + 8, 4, 0xFFFFFFFF), "65535 entries or more");
        assertTooLarge(with(jar, end + 8, 4, 0x9C409C40), "40000 entries");
        assertTooLarge(with(jar, end + 16, 4, 0xFFFFFFFF), "zip64");
        int directory = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN).getInt(end + 16);
        assertTooLarge(with(jar, directory + 24, 4, 0x7FFFFFFF), "the manifest of the jar has 2147483647 bytes");
        assertDamaged(with(jar, directory + 24, 4, 5), "has other content than its directory says");
        assertTooLarge(with(jar, directory + 20, 4, 0xFFFFFFFF), "zip64");
        assertDamaged(with(jar, directory + 10, 2, 99), "packed in a way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"system.bundle", "System.Bundle", "-rf", "a.-rf", "CON", "con", "lpt1.plugin", "NUL.", "a.", ".a", "a..b", "a b", "ä", "a/b", "a\\b", "*", "a)(b"})
    void names_that_mean_something_else_are_refused(String name) {
        Problem problem = assertThrows(Problem.class, () -> Jar.read(zip(MANIFEST, manifest(name))));
        assertTrue(problem.kind() == Problem.Kind.INVALID && problem.getMessage().startsWith("the symbolic name of the jar is "), problem.getMessage());
    }

    @Test
    void long_names_and_versions_are_refused() {
        for (String name : List.of("a".repeat(300), "a.".repeat(150) + "a", "a".repeat(121))) {
            assertTrue(assertThrows(Problem.class, () -> Jar.read(zip(MANIFEST, manifest(name)))).getMessage().contains(name.length() + " characters"));
        }
        String version = "Bundle-Version: 1.0.0." + "q".repeat(61) + "\r\n";
        assertThrows(Problem.class, () -> Jar.read(zip(MANIFEST, manifest("a") + version)));
        assertThrows(Problem.class, () -> Jar.read(zip(MANIFEST, manifest("a") + "Bundle-Version: 99999999999\r\n")));
        assertEquals("a".repeat(30) + "." + "b".repeat(60), Jar.read(zip(MANIFEST, manifest("a".repeat(30) + "." + "b".repeat(60)))).name());
    }

    private static void assertDamaged(byte[] jar, String words) {
        Problem problem = assertThrows(Problem.class, () -> Jar.read(jar));
        assertTrue(problem.kind() == Problem.Kind.INVALID && problem.getMessage().contains(words), problem.getMessage());
    }

    private static void assertTooLarge(byte[] jar, String words) {
        Problem problem = assertThrows(Problem.class, () -> Jar.read(jar));
        assertTrue(problem.kind() == Problem.Kind.TOO_LARGE && problem.getMessage().contains(words), problem.getMessage());
    }

    /** A number of some bytes in place of what is there. */
    private static byte[] with(byte[] jar, int at, int bytes, int value) {
        byte[] changed = jar.clone();
        for (int i = 0; i < bytes; i++) {
            changed[at + i] = (byte) (value >> 8 * i);
        }
        return changed;
    }

    /** Lines of at most 72 bytes, as manifests have them. */
    private static String manifest(String name) {
        String line = "Bundle-SymbolicName: " + name;
        var folded = new StringBuilder();
        for (String rest = line; !rest.isEmpty(); rest = rest.length() > 60 ? " " + rest.substring(60) : "") {
            folded.append(rest, 0, Math.min(60, rest.length())).append("\r\n");
        }
        return "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\n" + folded;
    }

    /** A jar of names and texts in turn. A name may come twice: Java's writer is given others, which are replaced. */
    private static byte[] zip(String... entries) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                byte[] content = entries[i + 1].getBytes(StandardCharsets.UTF_8);
                var entry = new ZipEntry(stand(entries[i], i));
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                var crc = new CRC32();
                crc.update(content);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String jar = bytes.toString(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < entries.length; i += 2) {
            jar = jar.replace(stand(entries[i], i), entries[i]);
        }
        return jar.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As long as the name that is to stand there. */
    private static String stand(String name, int number) {
        return (char) ('A' + number) + "~".repeat(name.length() - 1);
    }
}
