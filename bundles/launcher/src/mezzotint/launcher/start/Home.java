package mezzotint.launcher.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The user's folder, where others of this machine may not look: it holds prompts, pictures, passwords and keys. */
final class Home {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private Home() {}

    /**
     * Makes the folder and its {@code conf}, for its owner alone. A folder that is there keeps the rights that its owner chose, since it may be
     * shared on purpose; {@code conf}, which holds secrets, never does, unless it leads elsewhere by a link.
     */
    static void make(Path home) throws IOException {
        if (Files.notExists(home)) {
            Files.createDirectories(home.getParent());
            create(home);
        }
        Path conf = home.resolve("conf");
        if (Files.notExists(conf)) {
            create(conf);
        } else if (isPosix(conf) && Files.isDirectory(conf, LinkOption.NOFOLLOW_LINKS) && !Files.getPosixFilePermissions(conf).equals(OWNER)) {
            close(conf);
        }
    }

    private static void create(Path folder) throws IOException {
        if (isPosix(folder.getParent())) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void close(Path conf) {
        try {
            Files.setPosixFilePermissions(conf, OWNER);
        } catch (IOException e) {
            System.err.println("mezzotint: others may read " + conf + ", and its rights cannot be changed: " + e.getMessage());
        }
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
