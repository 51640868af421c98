package mezzotint.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Repositories.Repository;
import mezzotint.manager.disk.JsonFile;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;
import org.osgi.resource.Resource;

/**
 * A repository with its index as it was fetched last.
 *
 * @param hashes sha-256 of each jar in it
 * @param problem why the last attempt to fetch it failed, or null
 */
record Source(Entry entry, Index index, Set<String> hashes, Optional<Trust.Publisher> signer, Optional<Instant> fetched, String problem) {

    /** What is remembered of a repository. */
    record Entry(String name, String index, String key) {}

    private static final String BUNDLED = "distribution";

    private Source(Entry entry, Index index, Optional<Trust.Publisher> signer, Optional<Instant> fetched, String problem) {
        this(entry, index, index.resources().stream().map(Index::sha256).collect(Collectors.toUnmodifiableSet()), signer, fetched, problem);
    }

    static Source bundled(Path index) {
        try {
            return new Source(new Entry(BUNDLED, index.toUri().toString(), ""), Index.read(index.toUri(), Files.readAllBytes(index)),
                    Optional.of(Sources.DISTRIBUTION), Sources.age(index), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it was fetched last; without jars if that copy is lost or not trusted any more. */
    static Source cached(Entry entry, Path cache, Trust trust) {
        Path file = cache.resolve(entry.name() + ".index");
        try {
            String signature = Files.readString(cache.resolve(entry.name() + ".sig"));
            return read(entry, Files.readAllBytes(file), signature, Sources.age(file), trust);
        } catch (IOException | Problem e) {
            return new Source(entry, new Index(List.of()), Optional.empty(), Optional.empty(), e instanceof Problem ? e.getMessage() : "it has to be fetched again");
        }
    }

    /** @throws Problem if there is no index, or it is not signed as it must be */
    static Source fetched(Entry entry, Path cache, Fetch fetch, Trust trust) {
        URI address = address(entry);
        byte[] content = fetch.get(address, Index.LARGEST);
        String signature = fetch.signature(address);
        Source source = read(entry, content, signature, Optional.of(Instant.now()), trust);
        JsonFile.write(cache.resolve(entry.name() + ".sig"), signature.getBytes(StandardCharsets.UTF_8));
        JsonFile.write(cache.resolve(entry.name() + ".index"), content);
        return source;
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

    private static Source read(Entry entry, byte[] content, String signature, Optional<Instant> fetched, Trust trust) {
        Optional<Trust.Publisher> signer = signature.isBlank() ? Optional.empty() : trust.verify(content, signature);
        boolean fits = entry.key().isEmpty() || signer.filter(s -> s.key().equals(entry.key())).isPresent();
        if (!fits) {
            throw new Problem(Problem.Kind.FORBIDDEN, "the index of the repository " + entry.name() + " is not signed by the key " + entry.key()
                    + ", or that key is not trusted here", "trust the publisher first, or ask for the right key");
        }
        if (signer.isEmpty() && trust.mode() == Trust.Mode.SIGNED) {
            throw new Problem(Problem.Kind.FORBIDDEN, "no trusted publisher signed the index of the repository " + entry.name(), "trust its publisher first");
        }
        return new Source(entry, Index.read(address(entry), content), signer, fetched, null);
    }

    /** Fetched again; the old index with the reason if that fails. */
    Source refreshed(Path cache, Fetch fetch, Trust trust) {
        try {
            return fetched(entry, cache, fetch, trust);
        } catch (Problem e) {
            return new Source(entry, index, hashes, signer, fetched, e.getMessage());
        }
    }

    /** The same, with what is wrong with it; an older complaint counts more. */
    Source with(Optional<String> complaint) {
        return new Source(entry, index, hashes, signer, fetched, problem == null ? complaint.orElse(null) : problem);
    }

    boolean isBundled() {
        return signer.filter(s -> s == Sources.DISTRIBUTION).isPresent();
    }

    boolean has(String sha256) {
        return hashes.contains(sha256);
    }

    /** A jar of the index, kept once it was fetched. */
    byte[] jar(Resource resource, Path cache, Fetch fetch) {
        String sha256 = Index.sha256(resource);
        var store = new Store(cache);
        Optional<byte[]> kept = isBundled() ? Optional.empty() : store.find(sha256);
        if (kept.isPresent()) {
            return kept.get();
        }
        if ("file".equals(Index.address(resource).getScheme()) && !"file".equals(address(entry).getScheme())) {
            throw new Problem(Problem.Kind.FORBIDDEN, "the repository " + entry.name() + " names a file of this machine: " + Index.address(resource),
                    "tell its owner");
        }
        byte[] jar = fetch.get(Index.address(resource), Fetch.LARGEST_JAR);
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

    String words() {
        return index.resources().size() + " jars, " + signer.map(s -> "signed by " + s.name()).orElse("signed by nobody who is trusted");
    }

    Repository describe() {
        return new Repository(entry.name(), URI.create(entry.index()), entry.key(), isBundled(), signer, index.resources().size(),
                fetched, Optional.ofNullable(problem));
    }
}
