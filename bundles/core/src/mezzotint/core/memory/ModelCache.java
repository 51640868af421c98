package mezzotint.core.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.core.guard.Guard;
import mezzotint.core.guard.Suspect;
import mezzotint.core.registry.PluginLeases;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Problem;
import mezzotint.text.TextEncoder;

/** A cache of the models that are in memory, the one used last among them; others make room. Of more models the networks are kept, without weights. */
public final class ModelCache implements AutoCloseable {

    /**
     * What a loaded model was made of; when one of these leaves, so does the model.
     *
     * @param fingerprint of its files: a model that was overwritten is another one
     */
    private record Key(Path path, String fingerprint, Object backend, Record params) {}

    private record Entry(LoadedModel model, String architecture, List<Object> makers) {}

    /**
     * The networks of a model that was checked.
     *
     * @param encoders those that can use what came with it
     */
    private record Inspected(Networks networks, List<Object> makers, Set<Object> encoders) {}

    /** Models kept; more would fill the memory of small machines. */
    private static final int MODELS = 2;
    private static final int INSPECTED = 16;

    private final Map<Key, Entry> entries = new LinkedHashMap<>(8, 0.75f, true);
    /** By the fingerprints of their files. */
    private final Map<String, Inspected> inspectedModels = new LinkedHashMap<>(INSPECTED, 0.75f, true);

    /**
     * The model for an engine; what made it stays in use by the leases. The lock is not held while
     * a lease waits for a plugin that is being updated, since that plugin's farewell needs it.
     */
    public LoadedModel load(Models.Card card, Object backend, Record params, PluginLeases leases) {
        CheckpointFormat format = format(card, leases);
        Key key = new Key(card.path(), FileFingerprint.of(card.path()), backend, params);
        while (true) {
            Entry entry = get(key);
            if (entry == null) {
                return put(key, read(card, format, backend, leases)).model();
            }
            // Whoever made the model must stay while it is used: it is put away when one of them leaves.
            leases.lease(Architecture.class, entry.architecture());
            if (get(key) == entry) {
                return entry.model();
            }
        }
    }

    private synchronized Entry get(Key key) {
        return entries.get(key);
    }

    private synchronized Entry put(Key key, Entry entry) {
        Entry other = entries.get(key);
        if (other != null) {
            entry.model().close();
            return other;
        }
        remove(entries.entrySet().iterator(), old -> old.getKey().path().equals(key.path()) && !old.getKey().fingerprint().equals(key.fingerprint()));
        entries.put(key, entry);
        Iterator<Map.Entry<Key, Entry>> oldest = entries.entrySet().iterator();
        remove(oldest, old -> entries.size() > MODELS);
        return entry;
    }

    private static void remove(Iterator<Map.Entry<Key, Entry>> entries, Predicate<Map.Entry<Key, Entry>> which) {
        while (entries.hasNext()) {
            Map.Entry<Key, Entry> entry = entries.next();
            if (which.test(entry)) {
                entries.remove();
                entry.getValue().model().close();
            }
        }
    }

    private Entry read(Models.Card card, CheckpointFormat format, Object backend, PluginLeases leases) {
        Checkpoint checkpoint = open(format, card);
        try {
            Lease<Architecture> lease = architecture(card, checkpoint, leases);
            Architecture architecture = lease.hook();
            return new Entry(new LoadedModel(checkpoint, architecture.networks(checkpoint)), lease.entry().id(), List.of(format, architecture, backend));
        } catch (RuntimeException | Error e) {
            checkpoint.close();
            throw e;
        }
    }

    /**
     * The networks of a model, drawn from its names and shapes without its weights, once for as long as its files stay as they are.
     *
     * @param encoder whoever will encode the prompts; it looks at what came with the model for it
     * @throws Problem of kind {@code INVALID} if something is missing or damaged
     */
    public Networks inspect(Models.Card card, PluginLeases leases, Function<Networks, TextEncoder<?>> encoder) {
        String fingerprint = FileFingerprint.of(card.path());
        Inspected inspected = inspected(fingerprint);
        TextEncoder<?> chosen = inspected == null ? null : encoder.apply(inspected.networks());
        return inspected != null && inspected.encoders().contains(chosen) ? inspected.networks() : draw(card, fingerprint, inspected, leases, encoder).networks();
    }

    private synchronized Inspected inspected(String fingerprint) {
        return inspectedModels.get(fingerprint);
    }

    private synchronized Inspected keep(String fingerprint, Inspected inspected) {
        inspectedModels.put(fingerprint, inspected);
        inspectedModels.keySet().stream().limit(Math.max(0, inspectedModels.size() - INSPECTED)).toList().forEach(inspectedModels::remove);
        return inspected;
    }

    /**
     * Whoever drew is kept in use by the leases until the drawing is kept, to be forgotten when one of them leaves.
     *
     * @param known an earlier drawing, for another encoder; null for none
     */
    private Inspected draw(Models.Card card, String fingerprint, Inspected known, PluginLeases leases, Function<Networks, TextEncoder<?>> encoder) {
        CheckpointFormat format = format(card, leases);
        try (Checkpoint checkpoint = open(format, card)) {
            Architecture architecture = architecture(card, checkpoint, leases).hook();
            Networks networks = known == null ? architecture.networks(checkpoint) : known.networks();
            TextEncoder<?> chosen = encoder.apply(networks);
            chosen.check(checkpoint);
            var encoders = new HashSet<Object>(known == null ? Set.of() : known.encoders());
            encoders.add(chosen);
            return keep(fingerprint, new Inspected(networks, List.of(format, architecture), encoders));
        }
    }

    /** The models that are in memory. */
    public synchronized Set<Path> paths() {
        return entries.keySet().stream().map(Key::path).collect(Collectors.toSet());
    }

    /** Puts away every model that a plugin had a part in. */
    public synchronized void forget(Object hook) {
        remove(entries.entrySet().iterator(), entry -> entry.getValue().makers().stream().anyMatch(m -> m == hook));
        inspectedModels.values().removeIf(inspected -> Stream.concat(inspected.makers().stream(), inspected.encoders().stream()).anyMatch(m -> m == hook));
    }

    /**
     * Puts away every model that a plugin had a part in which came to a standstill.
     *
     * @param leaked whether its thread is still in there: then nothing may be closed under it
     */
    public synchronized void abandon(Suspect stalled, boolean leaked) {
        List<Entry> touched = entries.values().stream().filter(v -> v.makers().stream().anyMatch(m -> Guard.isOf(m, stalled))).toList();
        entries.values().removeAll(touched);
        inspectedModels.values().removeIf(s -> Stream.concat(s.makers().stream(), s.encoders().stream()).anyMatch(m -> Guard.isOf(m, stalled)));
        if (!leaked) {
            touched.forEach(v -> v.model().close());
        }
    }

    @Override
    public synchronized void close() {
        entries.values().forEach(v -> v.model().close());
        entries.clear();
        inspectedModels.clear();
    }

    private static CheckpointFormat format(Models.Card card, PluginLeases leases) {
        return leases.first(CheckpointFormat.class, format -> {
            try {
                return format.reads(card.path());
            } catch (IOException e) {
                throw unreadable(card, e);
            }
        }).orElseThrow(() -> Problem.invalid("no plugin reads the format of " + card.path(), "install a format plugin for it")).hook();
    }

    private static Checkpoint open(CheckpointFormat format, Models.Card card) {
        try {
            return format.open(card.path());
        } catch (IOException e) {
            throw unreadable(card, e);
        }
    }

    private static Lease<Architecture> architecture(Models.Card card, Checkpoint checkpoint, PluginLeases leases) {
        return leases.first(Architecture.class, a -> a.matches(checkpoint)).orElseThrow(() -> Problem.invalid(
                "no plugin knows the architecture of " + card.label(), "install an architecture plugin for it, or check that the model is complete"));
    }

    private static Problem unreadable(Models.Card card, IOException e) {
        return new Problem(Problem.Kind.INVALID, card.path() + " cannot be read: " + e.getMessage(), "check the file", e);
    }
}
