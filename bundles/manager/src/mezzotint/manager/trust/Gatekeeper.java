package mezzotint.manager.trust;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import mezzotint.libs.signing.DetachedSignature;
import mezzotint.libs.signing.Digests;
import mezzotint.manager.disk.JsonFile;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import mezzotint.trust.Trust;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Judges jars by their signatures, by what was revoked, and by what {@code conf/trust.json} says. */
@Component
public final class Gatekeeper implements Trust {

    private static final String ADVICE = "ask whoever offers it for the jar and the signature as they were made";

    private final Audit audit;
    private final JsonFile<TrustState> file;
    private final Distribution distribution;
    private final Set<Consumer<Revocation>> listeners = new CopyOnWriteArraySet<>();
    private volatile TrustState state;

    @Activate
    public Gatekeeper(BundleContext context, @Reference Audit audit) {
        this(Path.of(context.getProperty("mezzotint.home"), "conf"), new Distribution(Path.of(context.getProperty("mezzotint.dist"))), audit);
    }

    Gatekeeper(Path folder, Distribution distribution, Audit audit) {
        this.audit = audit;
        this.file = new JsonFile<>(folder.resolve("trust.json"), TrustState.class);
        this.distribution = distribution;
        this.state = file.read(TrustState.FIRST, TrustState.STRICTEST,
                words -> audit.record("the workbench", "repair", "trust.json", "", words));
    }

    @Override
    public Mode mode() {
        return state.mode();
    }

    @Override
    public void setMode(Mode mode, String by) {
        change(s -> s.with(mode), by, "mode", mode.name().toLowerCase(Locale.ROOT), "what may come in was changed");
    }

    @Override
    public Verdict judge(byte[] jar, String signature) {
        return judge(jar, signer(jar, signature));
    }

    @Override
    public Verdict judge(byte[] jar, Publisher voucher) {
        return judge(jar, Optional.of(state.publisher(voucher.key()).orElse(voucher)));
    }

    private Verdict judge(byte[] jar, Optional<Publisher> publisher) {
        String sha256 = Digests.sha256(jar);
        refuse(revoked(sha256, publisher.map(Publisher::key).orElse("")), "the jar");
        Standing standing = standing(jar, publisher);
        boolean vouched = standing == Standing.BUNDLED || standing == Standing.TRUSTED;
        Mode mode = state.mode();
        if (mode == Mode.SIGNED && !vouched) {
            throw new Problem(Problem.Kind.FORBIDDEN, (publisher.isEmpty() ? "the jar is not signed" : "the jar is signed with the key "
                    + publisher.get().key() + ", which nobody here trusts") + ", and only what a trusted publisher signed may come in",
                    "trust its publisher, or let a person decide with the mode \"ask\"");
        }
        Uses uses = Uses.of(jar);
        boolean consent = mode != Mode.OPEN && standing != Standing.BUNDLED && (!vouched || !uses.undeclared().isEmpty());
        return new Verdict(sha256, standing, publisher, uses.declared(), uses.found(), uses.remarks(), consent);
    }

    private Standing standing(byte[] jar, Optional<Publisher> publisher) {
        if (publisher.isPresent() && state.publisher(publisher.get().key()).isPresent()) {
            return Standing.TRUSTED;
        }
        if (distribution.holds(jar)) {
            return Standing.BUNDLED;
        }
        return publisher.isPresent() ? Standing.UNKNOWN_PUBLISHER : Standing.UNSIGNED;
    }

    /** Whoever signed, with the name under which they are trusted. */
    private Optional<Publisher> signer(byte[] content, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        DetachedSignature signature = wanted(() -> DetachedSignature.parse(text));
        if (!signature.fits(content)) {
            throw new Problem(Problem.Kind.FORBIDDEN, "the signature does not fit: the content was changed, or the key " + signature.key()
                    + " did not sign it", ADVICE);
        }
        return state.publisher(signature.key()).or(() -> Optional.of(new Publisher("", signature.key())));
    }

    private static void refuse(Optional<Revocation> revocation, String what) {
        revocation.ifPresent(r -> {
            throw new Problem(Problem.Kind.FORBIDDEN, what + " is " + r.words(), "look for a later version, or another plugin");
        });
    }

    @Override
    public Optional<Publisher> verify(byte[] content, String signature) {
        Optional<Publisher> publisher = signer(content, signature);
        refuse(publisher.flatMap(p -> revoked("", p.key())), "what was signed");
        return publisher.filter(p -> state.publisher(p.key()).isPresent());
    }

    @Override
    public List<Publisher> publishers() {
        return state.publishers();
    }

    @Override
    public void trust(Publisher publisher, String by) {
        wanted(() -> {
            TrustState.check(publisher.key(), publisher.name());
            return publisher;
        });
        state.revocation(publisher.key()).ifPresent(r -> {
            throw new Problem(Problem.Kind.CONFLICT, "the key " + r.what() + " is revoked: " + r.reason(), "ask " + publisher.name() + " for a new key");
        });
        change(s -> s.with(publisher), by, "trust", publisher.key(), "what " + publisher.name() + " signs is trusted");
    }

    @Override
    public void distrust(String key, String by) {
        Publisher publisher = state.publisher(key).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "no trusted publisher has the key " + key,
                "choose one of the list of publishers"));
        change(s -> s.without(key), by, "distrust", key, "what " + publisher.name() + " signs is not trusted any more");
    }

    @Override
    public List<Revocation> revocations() {
        return state.revocations();
    }

    @Override
    public void revoke(Revocation revocation, String by) {
        wanted(() -> {
            TrustState.check(revocation);
            return revocation;
        });
        add(revocation, by, "");
    }

    /** Whether it is new. */
    private boolean add(Revocation revocation, String by, String origin) {
        synchronized (this) {
            if (state.revocation(revocation.what()).isPresent()) {
                return false;
            }
            audit.record(by, "revoke", revocation.what(), origin, revocation.reason());
            save(state.with(revocation));
        }
        listeners.forEach(l -> l.accept(revocation));
        return true;
    }

    @Override
    public List<Revocation> revoke(byte[] list, String signature, String by) {
        Publisher publisher = verify(list, signature).orElseThrow(() -> new Problem(Problem.Kind.FORBIDDEN,
                "the list of revocations is not signed by a trusted publisher", "trust the publisher of the repository first"));
        List<Revocation> wanted = wanted(() -> {
            List<Revocation> all = Arrays.asList(new Gson().fromJson(new String(list, StandardCharsets.UTF_8), Revocation[].class));
            all.forEach(TrustState::check);
            return all;
        });
        var added = new ArrayList<>(wanted);
        added.removeIf(r -> !add(r, by, "a list signed by " + publisher.name()));
        return added;
    }

    @Override
    public Optional<Revocation> revoked(String sha256, String key) {
        return state.revocation(sha256).or(() -> state.revocation(key));
    }

    @Override
    public AutoCloseable listen(Consumer<Revocation> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private synchronized void change(Function<TrustState, TrustState> change, String by, String action, String subject, String detail) {
        TrustState next = change.apply(state);
        if (!next.equals(state)) {
            audit.record(by, action, subject, "", detail);
            save(next);
        }
    }

    private void save(TrustState next) {
        file.write(next);
        state = next;
    }

    /** What was sent, if it can be read. */
    private static <T> T wanted(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | NullPointerException | JsonParseException e) {
            throw new Problem(Problem.Kind.INVALID, e.getMessage() == null ? "something is missing" : e.getMessage(), ADVICE, e);
        }
    }
}
