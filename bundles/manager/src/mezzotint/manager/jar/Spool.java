package mezzotint.manager.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mezzotint.manager.trust.JarDirectory;
import mezzotint.plugin.Problem;

/** Puts jars that arrive on the disk first: what a plugin may not be is refused before it is in memory. */
public final class Spool {

    /** The largest jar in bytes. */
    public static final int LARGEST = 256 << 20;

    /** What is done with a file while it is there. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Path jar) throws IOException;
    }

    private Spool() {}

    /**
     * All of a jar.
     *
     * @throws Problem of kind {@code TOO_LARGE} or {@code INVALID} if it may not be read
     */
    public static byte[] read(InputStream in) throws IOException {
        return with(in, Spool::read);
    }

    /** The jar in a file, as {@link #read(InputStream)}. */
    public static byte[] read(Path jar) throws IOException {
        checkSize(Files.size(jar));
        JarDirectory.check(jar);
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] bytes = in.readNBytes(LARGEST + 1); // it may have grown
            checkSize(bytes.length);
            return bytes;
        }
    }

    /** Lets a reader have the stream as a file, which is deleted afterwards. */
    static <T> T with(InputStream in, Reading<T> reading) throws IOException {
        Path file = Files.createTempFile("mezzotint", ".jar");
        try {
            copy(in, file);
            return reading.of(file);
        } finally {
            Files.delete(file);
        }
    }

    private static void copy(InputStream in, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                checkSize(size);
                out.write(buffer, 0, read);
            }
        }
    }

    private static void checkSize(long size) {
        if (size > LARGEST) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the jar is larger than " + (LARGEST >> 20) + " MB", "leave models and native libraries out of it");
        }
    }
}
