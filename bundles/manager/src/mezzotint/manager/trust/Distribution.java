package mezzotint.manager.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars that came with the workbench.
 *
 * @param folder of the distribution
 */
record Distribution(Path folder) {

    private static final List<String> FOLDERS = List.of("plugins", "system");

    /** Whether one of them has exactly these bytes. */
    boolean holds(byte[] jar) {
        return FOLDERS.stream().map(folder::resolve).filter(Files::isDirectory).anyMatch(f -> holds(f, jar));
    }

    private static boolean holds(Path folder, byte[] jar) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (Files.size(file) == jar.length && Arrays.equals(Files.readAllBytes(file), jar)) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // what cannot be read vouches for nothing
        }
        return false;
    }
}
