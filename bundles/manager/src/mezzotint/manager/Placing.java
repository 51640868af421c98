package mezzotint.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mezzotint.trust.Trust;

/** Where jars lie once they are installed: in the distribution, if it has them, else in the store. */
record Placing(Sources sources) {

    /** The {@code reference:} of the distribution's file with those bytes, or the sha-256 by which the store will have them. */
    String of(Trust.Verdict verdict) {
        return sources.shipped(verdict.sha256()).map(Placing::reference).orElse(verdict.sha256());
    }

    /** The location of a bundle that is a file of the distribution. */
    static String reference(URI file) {
        return Inventory.REFERENCE + "file:" + file.getPath();
    }

    static boolean isShipped(String jar) {
        return jar.startsWith(Inventory.REFERENCE);
    }

    /** The content of a {@code reference:}. */
    static byte[] read(String reference) {
        try {
            return Files.readAllBytes(Path.of(reference.substring((Inventory.REFERENCE + "file:").length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ledger says nothing of bundles that are as the distribution brought them. */
    Optional<Ledger.Entry> entry(Arrival arrival, boolean wanted) {
        if (isShipped(of(arrival.verdict()))) {
            return Optional.empty();
        }
        Ledger.Entry entry = Ledger.Entry.of(arrival);
        return Optional.of(wanted ? entry.whenWanted() : entry);
    }
}
