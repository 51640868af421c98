package mezzotint.manager.repository;

import com.google.gson.reflect.TypeToken;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.manage.Repositories;
import mezzotint.manager.disk.JsonFile;
import mezzotint.manager.jar.RequirementText;
import mezzotint.manager.trust.SwitchedNetwork;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import mezzotint.trust.Trust;
import org.osgi.framework.BundleContext;
import org.osgi.resource.Resource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The repositories that a user added, and that of the distribution. */
@Component(service = {Repositories.class, RepositoryList.class})
public final class RepositoryList implements Repositories {

    /** Who vouches for what came with the distribution. */
    static final Trust.Publisher DISTRIBUTION = new Trust.Publisher("the distribution", "");

    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,39}";

    /** A jar in a repository. */
    public record Item(Resource resource, IndexedRepository repository) {

        Offer offer(Trust trust) {
            return Index.offer(resource, repository.entry().name(), repository.voucher(trust).isPresent());
        }
    }

    private final SwitchedNetwork network;
    private final Trust trust;
    private final Audit audit;
    private final Path cache;
    private final JsonFile<List<IndexedRepository.Entry>> file;
    private final Path bundled;
    /** By name; null until somebody asks. */
    private Map<String, IndexedRepository> known;

    @Activate
    public RepositoryList(BundleContext context, @Reference SwitchedNetwork network, @Reference Trust trust, @Reference Audit audit) {
        this.network = network;
        this.trust = trust;
        this.audit = audit;
        Path home = Path.of(context.getProperty("mezzotint.home"));
        cache = home.resolve("cache/repositories");
        file = new JsonFile<>(home.resolve("conf/repositories.json"), new TypeToken<List<IndexedRepository.Entry>>() {}.getType());
        bundled = Path.of(context.getProperty("mezzotint.dist"), "repository", "index.xml");
    }

    private synchronized Map<String, IndexedRepository> known() {
        if (known == null) {
            var read = new LinkedHashMap<String, IndexedRepository>();
            if (Files.exists(bundled)) {
                IndexedRepository own = IndexedRepository.bundled(bundled);
                read.put(own.entry().name(), own);
            }
            file.read().orElse(List.of()).forEach(e -> read.put(e.name(), IndexedRepository.cached(e, cache, trust)));
            known = read;
        }
        return known;
    }

    @Override
    public List<Repository> list() {
        return all().map(s -> s.describe(trust)).toList();
    }

    @Override
    public Repository add(String name, URI index, String key, String by) {
        return add(name, index, key, by, true);
    }

    /** @param inside whether it may be on this machine or in its own network */
    public Repository add(String name, URI index, String key, String by, boolean inside) {
        if (!name.matches(NAME)) {
            throw Problem.invalid("the repository's name is " + name, "use up to 40 small letters, digits, dots and hyphens");
        }
        if (all().anyMatch(s -> s.entry().name().equals(name))) {
            throw new Problem(Problem.Kind.CONFLICT, "there is a repository " + name + " already", "choose another name, or remove that one first");
        }
        var entry = new IndexedRepository.Entry(name, index.toString(), key.strip(), inside);
        IndexedRepository fetched = IndexedRepository.fetched(entry, cache, fetch(entry), trust);
        IndexedRepository repository = fetched.with(new Revocations(fetch(entry), trust).take(entry));
        synchronized (this) {
            known().put(name, repository);
            save();
        }
        audit.record(by, "add repository", name, index.toString(), repository.words(trust));
        return repository.describe(trust);
    }

    @Override
    public void remove(String name, String by) {
        IndexedRepository repository = find(name);
        if (repository.isBundled()) {
            throw new Problem(Problem.Kind.FORBIDDEN, name + " is the repository of the distribution", "leave it; it needs no network");
        }
        synchronized (this) {
            known().remove(name);
            save();
        }
        repository.forget(cache);
        audit.record(by, "remove repository", name, repository.entry().index(), "nothing that was installed from it is changed");
    }

    @Override
    public Repository refresh(String name) {
        IndexedRepository repository = find(name);
        if (repository.isBundled()) {
            return repository.describe(trust);
        }
        Fetch fetch = fetch(repository.entry());
        IndexedRepository newer = repository.refreshed(cache, fetch, trust).with(new Revocations(fetch, trust).take(repository.entry()));
        synchronized (this) {
            if (known().replace(name, repository, newer)) {
                save();
            }
        }
        return newer.describe(trust);
    }

    private Fetch fetch(IndexedRepository.Entry entry) {
        return new Fetch(entry.inside() ? network : network.outside());
    }

    private IndexedRepository find(String name) {
        return all().filter(s -> s.entry().name().equals(name)).findFirst()
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no repository " + name, "choose one of the list of repositories"));
    }

    private void save() {
        file.write(known().values().stream().filter(s -> !s.isBundled()).map(IndexedRepository::entry).toList());
    }

    private synchronized Stream<IndexedRepository> all() {
        return new ArrayList<>(known().values()).stream();
    }

    @Override
    public List<Offer> search(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("\\s+");
        return items().map(i -> i.offer(trust)).filter(o -> {
            String all = (o.name() + " " + o.label() + " " + o.description() + " " + o.plugins()).toLowerCase(Locale.ROOT);
            return Stream.of(words).allMatch(all::contains);
        }).toList();
    }

    /** Every jar of every repository, by name, newest first; of none that a revoked key signed. */
    public Stream<Item> items() {
        return all().filter(s -> s.revocation(trust).isEmpty()).flatMap(s -> s.index().resources().stream().map(r -> new Item(r, s)))
                .sorted(Comparator.comparing((Item i) -> RequirementText.name(i.resource()))
                        .thenComparing(i -> RequirementText.version(i.resource()), Comparator.reverseOrder()));
    }

    /** Who signed an index with this jar, trusted or not. The distribution's jars are known without. */
    public Stream<Trust.Publisher> signers(String sha256) {
        return all().filter(s -> !s.isBundled() && s.has(sha256)).flatMap(s -> s.signer().stream());
    }

    /** The file in the distribution that has these bytes. */
    public Optional<URI> shipped(String sha256) {
        return all().filter(IndexedRepository::isBundled).flatMap(s -> s.index().resources().stream())
                .filter(r -> Index.sha256(r).equals(sha256)).map(Index::address).findFirst();
    }

    /** The file in the distribution that has the bundle of this name. */
    public Optional<URI> shippedAs(String name) {
        return items().filter(i -> i.repository().isBundled() && RequirementText.name(i.resource()).equals(name)).map(i -> Index.address(i.resource())).findFirst();
    }

    /** The jar of an item, which is what the index says. */
    public byte[] jar(Item item) {
        return item.repository().jar(item.resource(), cache.resolveSibling("jars"), fetch(item.repository().entry()));
    }

    /** The signature that lies beside the jar of an item. */
    public String signature(Item item) {
        return item.repository().voucher(trust).isPresent() ? "" : fetch(item.repository().entry()).signature(Index.address(item.resource()));
    }

    /** When a file was written; empty if there is none. */
    static Optional<Instant> age(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.getLastModifiedTime(file).toInstant()) : Optional.empty();
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }
}
