package mezzotint.manager.dropin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import mezzotint.libs.signing.Digests;
import mezzotint.manager.jar.Spool;
import mezzotint.manager.trust.JarDirectory;

/** A jar in the watched folder as it looked at one time, and how far it is with it. */
final class DroppedJar {

    /** A file is taken when it has not changed for so long, */
    private static final Duration QUIET = Duration.ofMillis(200);
    /** and one that has no end when it has not changed for so long: copying may come to a halt. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST_SIGNATURE = 1 << 16;

    /** What is seen of a file and its signature without reading them. */
    private record Looks(long size, FileTime changed, FileTime signed) {

        static Looks of(Path path) throws IOException {
            Path beside = signature(path);
            return new Looks(Files.size(path), Files.getLastModifiedTime(path), Files.exists(beside) ? Files.getLastModifiedTime(beside) : null);
        }
    }

    private final Path path;
    private final Looks looks;
    private final Instant since;
    private String content;
    private String plan;
    private Instant offered;
    private boolean rests;
    private boolean cancelled;

    /** @param now since when it is known to look as it does */
    DroppedJar(Path path, Instant now) throws IOException {
        this.path = path;
        this.looks = Looks.of(path);
        this.since = now;
    }

    private static Path signature(Path path) {
        return path.resolveSibling(path.getFileName() + ".sig");
    }

    String name() {
        return path.getFileName().toString();
    }

    /** Whether the file still looks like that. */
    boolean isSame(Path other) throws IOException {
        return looks.equals(Looks.of(other));
    }

    /** Whether somebody may still be writing it. */
    boolean isGrowing(Instant now) throws IOException {
        Duration quiet = Duration.between(since, now);
        return content == null && (quiet.compareTo(QUIET) < 0 || quiet.compareTo(PATIENCE) < 0 && !hasEnd());
    }

    private boolean hasEnd() throws IOException {
        return JarDirectory.isThere(path);
    }

    /** What tells its content from others, its signature included. */
    String content() throws IOException {
        if (content == null) {
            content = isTooLarge() ? looks.toString() : Digests.sha256((digest() + signature()).getBytes(StandardCharsets.UTF_8));
        }
        return content;
    }

    /** Of any file, also one that may not be read as a jar. */
    private String digest() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Digests.sha256(in);
        }
    }

    private boolean isTooLarge() {
        return looks.size > Spool.LARGEST;
    }

    /** @throws mezzotint.plugin.Problem of kind {@code TOO_LARGE} or {@code INVALID} if it may not be read */
    byte[] bytes() throws IOException {
        return Spool.read(path);
    }

    /** Empty if it has none. */
    String signature() throws IOException {
        if (!Files.isRegularFile(signature(path))) {
            return "";
        }
        try (InputStream in = Files.newInputStream(signature(path))) {
            return new String(in.readNBytes(LARGEST_SIGNATURE), StandardCharsets.UTF_8);
        }
    }

    void offer(String id, Instant now) {
        plan = id;
        offered = now;
    }

    boolean isOffered() {
        return plan != null;
    }

    String plan() {
        return plan;
    }

    /** When its plan was made. */
    Instant offered() {
        return offered;
    }

    void expired() {
        plan = null;
    }

    /** Its change was cancelled: from now on it waits for consent. */
    void cancelled() {
        plan = null;
        cancelled = true;
    }

    boolean wasCancelled() {
        return cancelled;
    }

    /** Nothing more is done with it before the next start. */
    void rest() {
        plan = null;
        rests = true;
    }

    /** Whether it is to be offered. */
    boolean isFree() {
        return plan == null && !rests;
    }
}
