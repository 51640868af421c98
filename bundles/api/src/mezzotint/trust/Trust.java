package mezzotint.trust;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mezzotint.plugin.Problem;
import org.osgi.annotation.versioning.ProviderType;

/** Judges jars before they come in: who signed them, and what they ask for. */
@ProviderType
public interface Trust {

    /** What may come in. */
    enum Mode {
        /** Only what a trusted publisher signed. */
        SIGNED,
        /** What nobody trusted signed too, once a person has agreed to the plan. */
        ASK,
        /** Everything that is not forged or revoked. */
        OPEN
    }

    /** Where a jar stands. */
    enum Standing {
        /** The same bytes came with the workbench: their origin vouches for them, not a key. */
        BUNDLED,
        TRUSTED,
        UNKNOWN_PUBLISHER,
        UNSIGNED
    }

    /**
     * Somebody who signs plugins.
     *
     * @param key Ed25519 public key, base64 of its 32 bytes
     */
    record Publisher(String name, String key) {}

    /**
     * What was found out about a jar.
     *
     * @param sha256 of its bytes, in lower case hexadecimal
     * @param publisher who signed it; a name is known only of a trusted one
     * @param declared what its manifest says it uses
     * @param found what its class files refer to
     * @param remarks sentences for the person who decides: what was found where, and what no scan can see
     * @param consent whether a person must agree before it may come in
     */
    record Verdict(String sha256, Standing standing, Optional<Publisher> publisher, Set<Use> declared, Set<Use> found,
            List<String> remarks, boolean consent) {

        public Verdict {
            declared = Set.copyOf(declared);
            found = Set.copyOf(found);
            remarks = List.copyOf(remarks);
        }

        /** What was found and is not declared. */
        public Set<Use> undeclared() {
            return found.stream().filter(use -> !declared.contains(use)).collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * Something that is not let in any more.
     *
     * @param what a publisher's key, or the sha-256 of a jar
     */
    record Revocation(String what, String reason) {

        private static final int SHA256 = 64;

        /** As in "revoked by its sha-256 ...: it is harmful". */
        public String words() {
            return "revoked by its " + (what.length() == SHA256 ? "sha-256 " : "publisher's key ") + what + ": " + reason;
        }
    }

    Mode mode();

    void setMode(Mode mode, String by);

    /**
     * Judges a jar.
     *
     * @param signature content of its {@code .sig} file, in several lines or in one; empty if there is none
     * @throws Problem of kind {@code FORBIDDEN} if the signature does not fit, the jar or its
     *     publisher is revoked, or the mode does not let it in; of kind {@code INVALID} if the
     *     signature, the jar or what it says it uses cannot be read
     */
    Verdict judge(byte[] jar, String signature);

    /**
     * Judges a jar without a signature of its own, whose sha-256 stands in an index that somebody
     * signed.
     *
     * @param voucher who signed the index; stands as the jar's publisher
     * @throws Problem as for a jar that the voucher signed
     */
    Verdict judge(byte[] jar, Publisher voucher);

    List<Publisher> publishers();

    /** Trusts what a publisher signs from now on. */
    void trust(Publisher publisher, String by);

    /** Ends that trust; what is installed stays. */
    void distrust(String key, String by);

    List<Revocation> revocations();

    /** Lets something in no more. What is installed of it is switched off by the manager. */
    void revoke(Revocation revocation, String by);

    /**
     * Takes over the revocations that a repository carries: {@code revoked.json}, a list of objects
     * with {@code what} and {@code reason}.
     *
     * @param signature content of {@code revoked.json.sig}
     * @return those that were not known before
     * @throws Problem of kind {@code FORBIDDEN} if no trusted publisher signed the list
     */
    List<Revocation> revoke(byte[] list, String signature, String by);

    /**
     * Why something is not let in any more, if it is not.
     *
     * @param sha256 of a jar
     * @param key of its publisher; empty if it is not signed
     */
    Optional<Revocation> revoked(String sha256, String key);

    /**
     * Calls the listener after each new revocation, on the thread of whoever revoked.
     *
     * @return closes to end it
     */
    AutoCloseable listen(Consumer<Revocation> listener);

    /**
     * Verifies any signed text or bytes, such as the index of a repository.
     *
     * @return the publisher if it is a trusted one
     * @throws Problem of kind {@code FORBIDDEN} if the signature does not fit or its publisher is revoked
     */
    Optional<Publisher> verify(byte[] content, String signature);
}
