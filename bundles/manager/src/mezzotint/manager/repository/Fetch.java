package mezzotint.manager.repository;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import mezzotint.manager.jar.Spool;
import mezzotint.plugin.Problem;
import mezzotint.trust.Network;

/** Fetches what is at addresses. */
public final class Fetch {

    private static final int LARGEST_SIGNATURE = 1 << 20;

    private final Network network;

    public Fetch(Network network) {
        this.network = network;
    }

    /** @throws Problem of kind {@code MISSING} if nothing is there; {@code TOO_LARGE} */
    byte[] get(URI address, int limit) {
        try {
            return read(address, limit);
        } catch (IOException | IllegalArgumentException e) {
            throw failed(address, e);
        }
    }

    /**
     * What is at an address; empty if whoever answers there says that nothing is.
     *
     * @throws Problem if anything else goes wrong: that could hide what is there
     */
    Optional<byte[]> find(URI address, int limit) {
        try {
            return Optional.of(read(address, limit));
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw failed(address, e);
        }
    }

    /**
     * The jar at an address.
     *
     * @throws Problem of kind {@code MISSING} if nothing is there; {@code TOO_LARGE} or {@code INVALID} if it may not be read
     */
    public byte[] jar(URI address) {
        try (InputStream in = network.open(address, Spool.LARGEST + 1L)) {
            return Spool.read(in);
        } catch (IOException | IllegalArgumentException e) {
            throw failed(address, e);
        }
    }

    private byte[] read(URI address, int limit) throws IOException {
        try (InputStream in = network.open(address)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new Problem(Problem.Kind.TOO_LARGE, "what is at " + address + " is larger than " + (limit >> 20) + " MB", "choose another address");
            }
            return content;
        }
    }

    private static Problem failed(URI address, Exception e) {
        return new Problem(Problem.Kind.MISSING, "nothing can be fetched from " + address + ": " + e.getMessage(), "check the address and the connection", e);
    }

    /** The signature that lies beside a file: its address with {@code .sig}; empty if there is none. */
    public String signature(URI address) {
        return Optional.of(address).filter(a -> a.getQuery() == null).flatMap(a -> find(URI.create(a + ".sig"), LARGEST_SIGNATURE))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    }
}
