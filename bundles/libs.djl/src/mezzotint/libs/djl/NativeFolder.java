package mezzotint.libs.djl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Native libraries, at a path of its own for each class loader.
 *
 * <p>The JVM refuses a library at a path from which another class loader has it, and compares
 * paths; the dynamic linker compares files. So when this bundle has been refreshed, its new class
 * loader finds hard links: other paths, the same files, and nothing is loaded twice.
 *
 * @param libraries the folder as it was installed
 * @param links a folder on the same disk that may be written
 */
record NativeFolder(Path libraries, Path links) {

    /** System property that counts the class loaders which have asked for the libraries. */
    private static final String COUNT = "mezzotint.native.loaders";

    /** Which of them this one is; counted when this class is initialised, which is once for each. */
    private static final int LOADER = count();

    private static int count() {
        synchronized (System.getProperties()) {
            int loader = Integer.getInteger(COUNT, 0) + 1;
            System.setProperty(COUNT, Integer.toString(loader));
            return loader;
        }
    }

    /** The folder from which the class loader of this class may load. */
    Path forThisLoader() {
        return LOADER == 1 ? libraries.toAbsolutePath() : linked(links.resolve("pytorch." + LOADER));
    }

    /** The libraries again, as hard links in another folder. */
    Path linked(Path folder) {
        try (Stream<Path> files = Files.list(libraries)) {
            Files.createDirectories(folder);
            for (Path file : (List<Path>) files.toList()) {
                link(file, folder.resolve(file.getFileName()));
            }
            return folder.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("the native libraries cannot be linked into " + folder, e);
        }
    }

    private static void link(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(link);
            Files.createLink(link, file);
        }
    }
}
