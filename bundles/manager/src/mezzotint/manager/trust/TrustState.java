package mezzotint.manager.trust;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.libs.signing.PublicKeys;
import mezzotint.trust.Trust.Mode;
import mezzotint.trust.Trust.Publisher;
import mezzotint.trust.Trust.Revocation;

/** Whom the user trusts and what was revoked, as {@code conf/trust.json} holds it. */
record TrustState(Mode mode, List<Publisher> publishers, List<Revocation> revocations) {

    static final TrustState FIRST = new TrustState(Mode.ASK, List.of(), List.of());
    static final TrustState STRICTEST = new TrustState(Mode.SIGNED, List.of(), List.of());

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if a key or a digest is none */
    TrustState {
        Objects.requireNonNull(mode, "mode is none of signed, ask and open");
        publishers = List.copyOf(publishers);
        revocations = List.copyOf(revocations);
        publishers.forEach(p -> check(p.key(), p.name()));
        revocations.forEach(r -> check(r));
    }

    /** @throws IllegalArgumentException in words */
    static void check(String key, String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("the publisher has no name");
        }
        if (key == null) {
            throw new IllegalArgumentException("the publisher has no key");
        }
        PublicKeys.parse(key);
    }

    /** @throws IllegalArgumentException in words */
    static void check(Revocation revocation) {
        if (revocation.what() == null || revocation.reason() == null) {
            throw new IllegalArgumentException("the revocation lacks " + (revocation.what() == null ? "what is revoked" : "its reason"));
        }
        if (!SHA256.matcher(revocation.what()).matches()) {
            try {
                PublicKeys.parse(revocation.what());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("\"" + revocation.what() + "\" is neither a publisher's key nor a sha-256 in lower case", e);
            }
        }
    }

    Optional<Publisher> publisher(String key) {
        return publishers.stream().filter(p -> p.key().equals(key)).findFirst();
    }

    Optional<Revocation> revocation(String what) {
        return revocations.stream().filter(r -> r.what().equals(what)).findFirst();
    }

    TrustState with(Mode other) {
        return new TrustState(other, publishers, revocations);
    }

    /** A publisher takes the place of the one with the same key. */
    TrustState with(Publisher publisher) {
        return new TrustState(mode, Stream.concat(without(publisher.key()).publishers.stream(), Stream.of(publisher)).toList(), revocations);
    }

    TrustState without(String key) {
        return new TrustState(mode, publishers.stream().filter(p -> !p.key().equals(key)).toList(), revocations);
    }

    /** Nobody is both trusted and revoked. */
    TrustState with(Revocation revocation) {
        return new TrustState(mode, without(revocation.what()).publishers, Stream.concat(revocations.stream(), Stream.of(revocation)).toList());
    }
}
