package mezzotint.rest.sdapi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mezzotint.model.Models;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.LoggerFactory;

/**
 * The sha-256 of model files, by which A1111 names them. A file is read when it is first used, beside the work, since it may have
 * gigabytes; a model that is a folder has none.
 */
@Component(service = Hashes.class)
public final class Hashes {

    /** Digits of the short form, which infotext holds. */
    private static final int SHORT = 10;

    /** A file as it was when it was read. */
    private record Version(Path file, long size, FileTime time) {}

    private final Map<Version, String> known = new ConcurrentHashMap<>();
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mezzotint hashes");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });

    @Activate
    public Hashes() {}

    @Deactivate
    void close() {
        reader.shutdownNow();
    }

    /** Reads the model's file, some time soon. */
    void learn(Models.Card card) {
        if (sha256(card).isEmpty() && Files.isRegularFile(card.path())) {
            reader.execute(() -> read(card.path()));
        }
    }

    /** In 64 digits, once the file was read. */
    Optional<String> sha256(Models.Card card) {
        try {
            return Files.isRegularFile(card.path()) ? Optional.ofNullable(known.get(version(card.path()))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The first ten digits, as infotext has them. */
    Optional<String> brief(Models.Card card) {
        return sha256(card).map(hash -> hash.substring(0, SHORT));
    }

    private void read(Path file) {
        try {
            Version version = version(file);
            if (!known.containsKey(version)) {
                known.put(version, digest(file));
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(Hashes.class).warn("{} cannot be read, so it has no hash: {}", file, e.getMessage());
        }
    }

    private static Version version(Path file) throws IOException {
        return new Version(file, Files.size(file), Files.getLastModifiedTime(file));
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 20];
            while (digest.read(buffer) >= 0) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IOException("interrupted");
                }
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
