package mezzotint.launcher.start;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The right of one process to a user's folder. The file it locks says where that process answers;
 * the operating system frees it however the process ends.
 */
public final class HomeLock implements AutoCloseable {

    private final FileChannel file;

    private HomeLock(FileChannel file) {
        this.file = file;
    }

    /** The lock of a folder, or nothing while another process has it. */
    public static Optional<HomeLock> take(Path home) throws IOException {
        Home.make(home);
        Path path = path(home);
        Files.createDirectories(path.getParent());
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            return Optional.empty();
        }
        file.truncate(0);
        writeSecret(home);
        return Optional.of(new HomeLock(file));
    }

    /** What commands of this user show to the workbench of this process, which takes it in place of a login. */
    private static void writeSecret(Path home) throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Path path = secretPath(home);
        Files.deleteIfExists(path);
        if (Files.getFileStore(path.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(path, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The secret of the workbench that has the folder; empty if this user may not read it. */
    public static String secret(Path home) {
        try {
            return Files.readString(secretPath(home)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static Path secretPath(Path home) {
        return home.resolve("cache/workbench.secret");
    }

    /** Lets other processes know where this one answers. */
    void publish(URI address) throws IOException {
        file.write(StandardCharsets.UTF_8.encode(address.toString()), 0);
    }

    /** Where the workbench of a folder says it answers, if there is one. */
    public static Optional<URI> published(Path home) {
        try {
            String text = Files.readString(path(home)).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(URI.create(text));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            if (file.isOpen()) {
                file.truncate(0);
                file.close();
            }
        } catch (IOException e) {
            // the lock ends with the process in any case
        }
    }

    private static Path path(Path home) {
        return home.resolve("cache/workbench.lock");
    }
}
