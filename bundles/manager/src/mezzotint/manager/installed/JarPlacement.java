package mezzotint.manager.installed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.manager.repository.RepositoryList;
import mezzotint.trust.Trust;

/** Where jars lie once they are installed: in the distribution, if it has them, else in the store. */
public final class JarPlacement {

    private final RepositoryList repositories;

    public JarPlacement(RepositoryList repositories) {
        this.repositories = repositories;
    }

    /** The {@code reference:} of the distribution's file with those bytes, or the sha-256 by which the store will have them. */
    public String of(Trust.Verdict verdict) {
        return repositories.shipped(verdict.sha256()).map(JarPlacement::reference).orElse(verdict.sha256());
    }

    /** The location of a bundle that is a file of the distribution. */
    static String reference(URI file) {
        return Inventory.REFERENCE + "file:" + file.getPath();
    }

    public static boolean isShipped(String jar) {
        return jar.startsWith(Inventory.REFERENCE);
    }

    /** The content of a {@code reference:}. */
    public static byte[] read(String reference) {
        try {
            return Files.readAllBytes(Path.of(reference.substring((Inventory.REFERENCE + "file:").length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ledger says nothing of bundles that are as the distribution brought them. */
    public Optional<Ledger.Entry> entry(AdmittedJar admitted, boolean wanted) {
        if (isShipped(of(admitted.verdict()))) {
            return Optional.empty();
        }
        Ledger.Entry entry = Ledger.Entry.of(admitted);
        return Optional.of(wanted ? entry.whenWanted() : entry);
    }
}
