package mezzotint.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right of one process to a user's folder. The file it locks says where that process answers;
 * the operating system frees it however the process ends.
 */
final class Lock implements AutoCloseable {

    private final FileChannel file;

    private Lock(FileChannel file) {
        this.file = file;
    }

    /** The lock of a folder, or nothing while another process has it. */
    static Optional<Lock> take(Path home) throws IOException {
        Path path = path(home);
        Files.createDirectories(path.getParent());
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            return Optional.empty();
        }
        file.truncate(0);
        return Optional.of(new Lock(file));
    }

    /** Lets other processes know where this one answers. */
    void publish(URI address) throws IOException {
        file.write(StandardCharsets.UTF_8.encode(address.toString()), 0);
    }

    /** Where the workbench of a folder says it answers, if there is one. */
    static Optional<URI> published(Path home) {
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
