package mezzotint.launcher.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {

    private static final String OWN = "rwx------";
    private static final String SHARED = "rwxrwxr-x";

    @TempDir
    private Path folder;

    @BeforeEach
    void needRights() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "files have no rights here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"home", ".mezzotint", "new/home", "a/b/c", "grün"})
    void a_new_folder_is_its_owners_alone(String name) throws IOException {
        Path home = folder.resolve(name);
        Home.make(home);
        assertEquals(OWN, rights(home));
        assertEquals(OWN, rights(home.resolve("conf")));
        Home.make(home);
        assertEquals(OWN, rights(home), "and stays so");
    }

    @Test
    void a_folder_that_is_shared_stays_so_but_not_its_secrets() throws IOException {
        share(folder);
        Files.createDirectory(folder.resolve("conf"));
        share(folder.resolve("conf"));
        Home.make(folder);
        assertEquals(SHARED, rights(folder));
        assertEquals(OWN, rights(folder.resolve("conf")));
    }

    @Test
    void what_lies_behind_a_link_is_left_alone() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        share(elsewhere);
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve("conf"), elsewhere);
        Home.make(home);
        assertEquals(SHARED, rights(elsewhere));
    }

    private static void share(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(SHARED));
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
