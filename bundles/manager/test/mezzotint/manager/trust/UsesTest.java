package mezzotint.manager.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarInputStream;
import mezzotint.manager.trust.sample.Loader;
import mezzotint.manager.trust.sample.Quiet;
import mezzotint.manager.trust.sample.Speaker;
import mezzotint.manager.trust.sample.Starter;
import mezzotint.plugin.Problem;
import mezzotint.trust.Use;
import org.junit.jupiter.api.Test;

class UsesTest {

    @Test
    void a_program_that_is_started_unsaid_is_found() {
        Uses uses = Uses.of(Jars.of(Starter.class).bytes());
        assertEquals(Set.of(Use.PROCESSES), uses.undeclared());
        assertEquals(List.of("it does not declare processes, but mezzotint.manager.trust.sample.Starter refers to java.lang.Runtime.exec"), uses.remarks());
    }

    @Test
    void what_is_declared_is_no_remark() {
        Uses uses = Uses.of(Jars.of(Speaker.class).header(Uses.HEADER, "network, files").bytes());
        assertEquals(EnumSet.of(Use.NETWORK, Use.FILES), uses.declared());
        assertEquals(uses.declared(), uses.found());
        assertEquals(List.of(), uses.remarks());
    }

    @Test
    void what_is_declared_for_nothing_is_said() {
        Uses uses = Uses.of(Jars.of(Quiet.class).header(Uses.HEADER, "network").bytes());
        assertEquals(List.of("it declares network, but nothing in it refers to the network"), uses.remarks());
    }

    @Test
    void lambdas_records_and_texts_are_no_reflection() throws ClassNotFoundException {
        Uses uses = Uses.of(Jars.of(Quiet.class, Class.forName(Quiet.class.getName() + "$Pair")).bytes());
        assertEquals(Set.of(), uses.found());
        assertEquals(List.of(), uses.remarks());
    }

    @Test
    void native_methods_and_reflection_are_found() {
        Uses uses = Uses.of(Jars.of(Loader.class).bytes());
        assertEquals(Set.of(Use.NATIVE), uses.found());
        assertTrue(uses.remarks().get(0).endsWith("Loader has the native method call"), uses.remarks()::toString);
        assertTrue(uses.remarks().get(1).startsWith("it may use more than was found"), uses.remarks()::toString);
    }

    @Test
    void nested_jars_are_looked_into() {
        byte[] inner = Jars.of(Starter.class).bytes();
        byte[] middle = Jars.of().entry("lib/inner.jar", inner).bytes();
        byte[] outer = Jars.of(Quiet.class).header("Bundle-ClassPath", ".,middle.jar").entry("middle.jar", middle).bytes();
        assertEquals(Set.of(Use.PROCESSES), Uses.of(outer).found());
    }

    /** The framework reads a jar of any name if the class path has it. */
    @Test
    void jars_of_other_names_are_looked_into_if_the_class_path_has_them() {
        byte[] inner = Jars.of(Starter.class).bytes();
        for (String path : new String[] {"data/table.bin", "./data/table.bin", "/data/table.bin;x=y"}) {
            byte[] outer = Jars.of().header("Bundle-ClassPath", "., " + path).entry("data/table.bin", inner).bytes();
            assertEquals(Set.of(Use.PROCESSES), Uses.of(outer).found(), path);
        }
    }

    @Test
    void a_jar_that_unpacks_to_too_much_is_refused() {
        byte[] huge = Jars.of().entry("org/example/Huge.class", new byte[17 << 20]).bytes();
        assertEquals(Problem.Kind.TOO_LARGE, assertThrows(Problem.class, () -> Uses.of(huge)).kind());
        byte[] bomb = Jars.of().entry("a.jar", new byte[1 << 20]).entry("b.jar", new byte[1 << 20]).bytes();
        assertTrue(bomb.length < 10_000, () -> bomb.length + " bytes");
        assertEquals("the jar unpacks to more than 2000000 bytes", assertThrows(Problem.class, () -> JarScan.of(bomb, 2_000_000)).getMessage());
        assertEquals(2, JarScan.of(bomb, 3_000_000).unreadable().size());
    }

    @Test
    void versions_for_later_javas_are_looked_into() {
        byte[] starter = Jars.of(Starter.class).bytes();
        byte[] jar = Jars.of().entry("META-INF/versions/21/org/example/Hidden.class", classOf(starter)).bytes();
        assertEquals(Set.of(Use.PROCESSES), Uses.of(jar).found());
    }

    private static byte[] classOf(byte[] jar) {
        try (var in = new JarInputStream(new ByteArrayInputStream(jar))) {
            in.getNextEntry();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void native_libraries_are_seen() {
        assertEquals(Set.of(Use.NATIVE), Uses.of(Jars.of().entry("linux/libfast.so.1", new byte[9]).bytes()).found());
        assertEquals(Set.of(Use.NATIVE), Uses.of(Jars.of().header("Bundle-NativeCode", "a.bin;osname=linux").bytes()).found());
    }

    @Test
    void what_cannot_be_read_is_said() {
        Uses uses = Uses.of(Jars.of().entry("org/example/Broken.class", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}).entry("broken.jar", new byte[9]).bytes());
        assertEquals(2, uses.remarks().size());
        assertTrue(uses.remarks().get(0).startsWith("org/example/Broken.class cannot be read"), uses.remarks()::toString);
        assertTrue(uses.remarks().get(1).startsWith("broken.jar cannot be read"), uses.remarks()::toString);
    }

    @Test
    void unknown_words_are_refused() {
        Problem problem = assertThrows(Problem.class, () -> Uses.declared("network, disk"));
        assertEquals("Mezzotint-Uses in the manifest of the jar names \"disk\"", problem.getMessage());
        assertThrows(Problem.class, () -> Uses.declared("network;files"));
        assertThrows(Problem.class, () -> Uses.declared("Network"));
        assertThrows(Problem.class, () -> Uses.declared("network,"));
        assertEquals(Set.of(), Uses.declared(""));
    }

    @Test
    void what_is_no_jar_is_refused() {
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> Uses.of("a text".getBytes())).kind());
    }
}
