package mezzotint.models;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mezzotint.libs.disk.WholeFile;
import org.slf4j.LoggerFactory;

/** The SHA-256 of files, which may have gigabytes: each is read once as long as it is the same by size and time, also after a restart. */
final class FileDigests {

    /** A file as it was when it was read. */
    private record Known(long size, long time, String sha256) {

        boolean isOf(Known state) {
            return sha256 != null && size == state.size && time == state.time;
        }
    }

    private static final Gson GSON = new Gson();

    /** The place in a file at which what is digested begins. */
    @FunctionalInterface
    interface Start {
        long of(Path file) throws IOException;
    }

    private final Path store;
    private final Start start;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param store the file that keeps them; it may be deleted */
    FileDigests(Path store, Start start) {
        this.store = store;
        this.start = start;
        try {
            Map<String, Known> kept = Files.exists(store) ? GSON.fromJson(Files.readString(store), new TypeToken<Map<String, Known>>() {}.getType()) : null;
            if (kept != null) {
                known.putAll(kept);
            }
        } catch (IOException | JsonParseException | NullPointerException e) {
            LoggerFactory.getLogger(FileDigests.class).warn("models are read again for their hashes: {} is damaged", store);
        }
    }

    private static Known state(Path file, String sha256) throws IOException {
        return new Known(Files.size(file), Files.getLastModifiedTime(file).toMillis(), sha256);
    }

    private static String key(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    /** In 64 lower-case digits, if the file has been read as it is. */
    Optional<String> known(Path file) throws IOException {
        Known state = state(file, null);
        return Optional.ofNullable(known.get(key(file))).filter(k -> k.isOf(state)).map(Known::sha256);
    }

    /** The same; the file is read if it has to be. */
    String of(Path file) throws IOException {
        Optional<String> kept = known(file);
        return kept.isPresent() ? kept.get() : readOnce(file);
    }

    /** One at a time: a disk is no faster for two. */
    private synchronized String readOnce(Path file) throws IOException {
        Optional<String> kept = known(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        Known before = state(file, null);
        String sha256 = read(file);
        Known after = state(file, sha256);
        if (after.isOf(before)) { // else it is being written
            known.put(key(file), after);
            keep();
        }
        return sha256;
    }

    private void keep() {
        known.keySet().removeIf(path -> !Files.exists(Path.of(path)));
        try {
            WholeFile.write(store, GSON.toJson(known));
        } catch (IOException e) {
            LoggerFactory.getLogger(FileDigests.class).warn("models will be read again for their hashes: {} cannot be written: {}", store, e.getMessage());
        }
    }

    /** Behind the header of a file of safetensors, whose length its first eight bytes tell; at the beginning of any other. */
    static long tensors(Path file) throws IOException {
        if (!file.getFileName().toString().endsWith(".safetensors")) {
            return 0;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] length = in.readNBytes(Long.BYTES);
            return length.length < Long.BYTES ? 0 : Long.BYTES + ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }
    }

    private String read(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream whole = Files.newInputStream(file)) {
            whole.skipNBytes(Math.min(Math.max(0, start.of(file)), Files.size(file)));
            var in = new DigestInputStream(whole, sha256);
            byte[] buffer = new byte[1 << 20];
            while (in.read(buffer) >= 0) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IOException("interrupted");
                }
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** A fresh digest. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
