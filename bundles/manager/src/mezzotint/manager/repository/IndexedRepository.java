package mezzotint.manager.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.libs.signing.DetachedSignature;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Repositories.Repository;
import mezzotint.manager.disk.JarStore;
import mezzotint.manager.disk.JsonFile;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;
import org.osgi.resource.Resource;

/**
 * A repository with its index as it was fetched last.
 *
 * @param hashes sha-256 of each jar that the index tells of, also if none of them is offered
 * @param signer who signed the index, trusted or not
 * @param problem why the last attempt to fetch it failed, or null
 */
public record IndexedRepository(Entry entry, Index index, Set<String> hashes, Optional<Trust.Publisher> signer, Optional<Instant> fetched, String problem) {

    /**
     * What is remembered of a repository.
     *
     * @param key that must have signed the index; empty for any
     * @param signer key that signed it when a signature was seen first; empty if none was
     * @param increment of the index that was seen last
     * @param inside whether it may be on this machine or in its own network, as an administrator says
     */
    public record Entry(String name, String index, String key, String signer, long increment, Boolean inside) {

        public Entry {
            signer = Objects.requireNonNullElse(signer, ""); // files of older versions lack it
            inside = Objects.requireNonNullElse(inside, true);
        }

        /** One of which nothing was seen yet. */
        Entry(String name, String index, String key, boolean inside) {
            this(name, index, key, "", 0, inside);
        }
    }

    private static final String BUNDLED = "distribution";
    private static final String WAY_OUT = "ask its owner why; if that is right, remove the repository and add it anew";

    private IndexedRepository(Entry entry, Index index, Optional<Trust.Publisher> signer, Optional<Instant> fetched, String problem) {
        this(entry, index, index.resources().stream().map(Index::sha256).collect(Collectors.toUnmodifiableSet()), signer, fetched, problem);
    }

    static IndexedRepository bundled(Path index) {
        try {
            return new IndexedRepository(new Entry(BUNDLED, index.toUri().toString(), "", true), Index.read(index.toUri(), Files.readAllBytes(index)),
                    Optional.of(RepositoryList.DISTRIBUTION), RepositoryList.age(index), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it was fetched last; without offers if that copy is lost or not trusted any more. */
    static IndexedRepository cached(Entry entry, Path cache, Trust trust) {
        Path file = cache.resolve(entry.name() + ".index");
        try {
            String signature = Files.readString(cache.resolve(entry.name() + ".sig"));
            return read(entry, Files.readAllBytes(file), signature, RepositoryList.age(file)).whereTrusted(trust);
        } catch (IOException | Problem e) {
            return new IndexedRepository(entry, Index.EMPTY, Optional.empty(), Optional.empty(), e instanceof Problem ? e.getMessage() : "it has to be fetched again");
        }
    }

    private IndexedRepository whereTrusted(Trust trust) {
        try {
            checkTrusted(trust);
            return this;
        } catch (Problem e) {
            return new IndexedRepository(entry, Index.EMPTY, hashes, signer, fetched, e.getMessage());
        }
    }

    /** @throws Problem if there is no index, it is not signed as it must be, or an older one takes the place of what was seen before */
    static IndexedRepository fetched(Entry entry, Path cache, Fetch fetch, Trust trust) {
        URI address = address(entry);
        byte[] content = fetch.get(address, Index.LARGEST);
        String signature = fetch.signature(address);
        IndexedRepository repository = read(entry, content, signature, Optional.of(Instant.now()));
        repository.checkTrusted(trust);
        JsonFile.write(cache.resolve(entry.name() + ".sig"), signature.getBytes(StandardCharsets.UTF_8));
        JsonFile.write(cache.resolve(entry.name() + ".index"), content);
        return repository;
    }

    private static URI address(Entry entry) {
        try {
            URI address = URI.create(entry.index());
            if (address.isAbsolute()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Problem.invalid("the address of the repository is " + entry.index(), "give one that begins with https: or file:");
    }

    private static IndexedRepository read(Entry entry, byte[] content, String signature, Optional<Instant> fetched) {
        String signer = signature.isBlank() ? "" : signer(entry, content, signature);
        if (!entry.signer().isEmpty() && !entry.signer().equals(signer)) {
            throw new Problem(Problem.Kind.FORBIDDEN, "the index of the repository " + entry.name() + " was signed by the key " + entry.signer()
                    + " before, and now " + (signer.isEmpty() ? "it is not signed" : "it is signed by the key " + signer), WAY_OUT);
        }
        Index index = Index.read(address(entry), content);
        if (index.increment() < entry.increment()) {
            throw new Problem(Problem.Kind.CONFLICT, "the index of the repository " + entry.name()
                    + " is older than the one that was seen before: its increment is " + index.increment() + ", and was " + entry.increment(), WAY_OUT);
        }
        var seen = new Entry(entry.name(), entry.index(), entry.key(), signer, index.increment(), entry.inside());
        return new IndexedRepository(seen, index, Optional.of(signer).filter(s -> !s.isEmpty()).map(s -> new Trust.Publisher("", s)), fetched, null);
    }

    /** The key that signed it, whoever has that. */
    private static String signer(Entry entry, byte[] content, String text) {
        try {
            DetachedSignature signature = DetachedSignature.parse(text);
            if (signature.fits(content)) {
                return signature.key();
            }
            throw new IllegalArgumentException("the signature does not fit: the index was changed, or the key " + signature.key() + " did not sign it");
        } catch (IllegalArgumentException e) {
            throw new Problem(Problem.Kind.FORBIDDEN, "the index of the repository " + entry.name() + " is not signed as it must be: " + e.getMessage(),
                    "tell its owner", e);
        }
    }

    private void checkTrusted(Trust trust) {
        revocation(trust).ifPresent(r -> {
            throw new Problem(Problem.Kind.FORBIDDEN, words(r), WAY_OUT);
        });
        Optional<Trust.Publisher> voucher = voucher(trust);
        if (!entry.key().isEmpty() && voucher.filter(v -> v.key().equals(entry.key())).isEmpty()) {
            throw new Problem(Problem.Kind.FORBIDDEN, "the index of the repository " + entry.name() + " is not signed by the key " + entry.key()
                    + ", or that key is not trusted here", "trust the publisher first, or ask for the right key");
        }
        if (voucher.isEmpty() && trust.mode() == Trust.Mode.SIGNED) {
            throw new Problem(Problem.Kind.FORBIDDEN, "no trusted publisher signed the index of the repository " + entry.name(), "trust its publisher first");
        }
    }

    /** Who signed the index, and so vouches for its jars; empty if nobody who is trusted did. */
    Optional<Trust.Publisher> voucher(Trust trust) {
        return isBundled() ? signer : signer.flatMap(s -> trust.publishers().stream().filter(p -> p.key().equals(s.key())).findFirst());
    }

    /** Why nothing of it is offered, if who signed it was revoked. */
    Optional<Trust.Revocation> revocation(Trust trust) {
        return signer.flatMap(s -> trust.revoked("", s.key()));
    }

    private String words(Trust.Revocation revocation) {
        return "the key " + revocation.what() + ", which signed the index of the repository " + entry.name() + ", is revoked: " + revocation.reason();
    }

    /** Fetched again; the old index with the reason if that fails. */
    IndexedRepository refreshed(Path cache, Fetch fetch, Trust trust) {
        try {
            return fetched(entry, cache, fetch, trust);
        } catch (Problem e) {
            return new IndexedRepository(entry, index, hashes, signer, fetched, e.getMessage());
        }
    }

    /** The same, with what is wrong with it; an older complaint counts more. */
    IndexedRepository with(Optional<String> complaint) {
        return new IndexedRepository(entry, index, hashes, signer, fetched, problem == null ? complaint.orElse(null) : problem);
    }

    public boolean isBundled() {
        return signer.filter(s -> s == RepositoryList.DISTRIBUTION).isPresent();
    }

    boolean has(String sha256) {
        return hashes.contains(sha256);
    }

    /** A jar of the index, kept once it was fetched. */
    byte[] jar(Resource resource, Path cache, Fetch fetch) {
        String sha256 = Index.sha256(resource);
        var store = new JarStore(cache);
        Optional<byte[]> kept = isBundled() ? Optional.empty() : store.find(sha256);
        if (kept.isPresent()) {
            return kept.get();
        }
        if ("file".equals(Index.address(resource).getScheme()) && !"file".equals(address(entry).getScheme())) {
            throw new Problem(Problem.Kind.FORBIDDEN, "the repository " + entry.name() + " names a file of this machine: " + Index.address(resource),
                    "tell its owner");
        }
        byte[] jar = fetch.jar(Index.address(resource));
        boolean whole = Index.size(resource) < 0 || Index.size(resource) == jar.length;
        if (!whole || !sha256.equals(Digests.sha256(jar))) {
            throw new Problem(Problem.Kind.FORBIDDEN, "the jar at " + Index.address(resource) + " is not the one that the index of the repository "
                    + entry.name() + " tells of", "refresh the repository, and if that does not help tell its owner");
        }
        if (!isBundled()) {
            store.keep(jar);
        }
        return jar;
    }

    void forget(Path cache) {
        try {
            Files.deleteIfExists(cache.resolve(entry.name() + ".index"));
            Files.deleteIfExists(cache.resolve(entry.name() + ".sig"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String words(Trust trust) {
        return index.resources().size() + " jars, " + voucher(trust).map(v -> "signed by " + v.name()).orElse("signed by nobody who is trusted");
    }

    Repository describe(Trust trust) {
        Optional<String> revoked = revocation(trust).map(this::words);
        return new Repository(entry.name(), URI.create(entry.index()), entry.key(), isBundled(), voucher(trust), revoked.isPresent() ? 0 : index.resources().size(),
                fetched, revoked.or(() -> Optional.ofNullable(problem)));
    }
}
