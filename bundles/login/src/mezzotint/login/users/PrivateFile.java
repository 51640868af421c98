package mezzotint.login.users;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import mezzotint.libs.disk.WholeFile;

/** A file that nobody but its owner can read; it is replaced as a whole. */
record PrivateFile(Path path) {

    void write(String text) throws IOException {
        Files.createDirectories(path.getParent());
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        boolean posix = Files.getFileStore(path.getParent()).supportsFileAttributeView("posix");
        if (posix) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var file = FileChannel.open(part, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            WholeFile.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
