package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import mezzotint.manage.Installer;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** What cannot work is refused in words, and nothing has changed then. */
class InstallTest {

    private static final String NAME = "org.example.test";

    private final Installer installer = TestInstaller.installer();
    private final List<String> before = bundles();

    @AfterEach
    void nothing_has_changed() {
        assertEquals(before, bundles());
    }

    @Test
    void a_missing_package_is_named() {
        Problem problem = refused(bundle(NAME, "Import-Package", "mezzotint.tensor;version=\"[9,10)\""), Problem.Kind.CONFLICT);
        assertTrue(problem.getMessage().contains("the package mezzotint.tensor from version 9.0.0 on, below 10.0.0 (here it has version 1."), problem.getMessage());
    }

    @Test
    void a_missing_service_is_named() {
        byte[] jar = bundle(NAME, "Require-Capability", "osgi.service;filter:=\"(objectClass=org.example.Nobody)\";effective:=active");
        assertTrue(refused(jar, Problem.Kind.CONFLICT).getMessage().contains("the service org.example.Nobody"));
    }

    @Test
    void a_bundle_that_fails_to_start_does_not_stay() {
        refused(bundle(NAME, "Bundle-Activator", "org.example.Nobody"), Problem.Kind.CONFLICT);
    }

    @Test
    void parts_of_the_workbench_are_not_replaced() {
        refused(bundle("mezzotint.api", "Bundle-Version", "9"), Problem.Kind.CONFLICT);
    }

    @Test
    void what_is_no_bundle_is_refused() {
        refused(new byte[0], Problem.Kind.INVALID);
        refused("a text".getBytes(), Problem.Kind.INVALID);
        byte[] jar = bundle(NAME, "Bundle-Version", "1");
        refused(Arrays.copyOf(jar, jar.length / 4), Problem.Kind.INVALID);
    }

    @Test
    void unknown_bundles_are_missing() {
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> TestInstaller.meet(Wish.NOTHING.switchOff(NAME))).kind());
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> TestInstaller.meet(Wish.NOTHING.remove("mezzotint.api"))).kind());
    }

    /** An update that fails to start leaves the version before it, running. */
    @Test
    void a_failed_update_is_taken_back() {
        String name = installer.list().get(0).name();
        refused(bundle(name, "Bundle-Activator", "org.example.Nobody"), Problem.Kind.CONFLICT);
        assertTrue(installer.list().get(0).on());
        assertEquals(name, installer.list().get(0).name());
    }

    private Problem refused(byte[] jar, Problem.Kind kind) {
        Problem problem = assertThrows(Problem.class, () -> TestInstaller.meet(TestInstaller.install(jar)));
        assertEquals(kind, problem.kind(), problem.getMessage());
        return problem;
    }

    private static List<String> bundles() {
        return Osgi.bundles().stream().map(b -> b.getSymbolicName() + " " + b.getVersion() + " " + (b.getState() == Bundle.ACTIVE)).sorted().toList();
    }

    /** A bundle with one more header. */
    private static byte[] bundle(String name, String header, String value) {
        return new TestJar(name, "1.0.0").header(header, value).bytes();
    }
}
