package mezzotint.manager;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import mezzotint.plugin.Problem;
import mezzotint.trust.Network;

/** Fetches what is at addresses. */
record Fetch(Network network) {

    static final int LARGEST_JAR = 256 << 20;

    /** @throws Problem of kind {@code MISSING} if nothing is there; {@code TOO_LARGE} */
    byte[] get(URI address, int limit) {
        try (InputStream in = network.open(address)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new Problem(Problem.Kind.TOO_LARGE, "what is at " + address + " is larger than " + (limit >> 20) + " MB", "choose another address");
            }
            return content;
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(Problem.Kind.MISSING, "nothing can be fetched from " + address + ": " + e.getMessage(), "check the address and the connection", e);
        }
    }

    /** The signature that lies beside a file: its address with {@code .sig}; empty if there is none. */
    String signature(URI address) {
        return Optional.of(address).filter(a -> a.getQuery() == null).map(a -> {
            try (InputStream in = network.open(URI.create(a + ".sig"))) {
                return new String(in.readNBytes(1 << 16), java.nio.charset.StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        }).orElse("");
    }
}
