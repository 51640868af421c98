package mezzotint.core;

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
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Problem;
import mezzotint.text.TextEncoder;

/** The models that are in memory, the one used last among them; others make room. Of more models the drawings are kept, without weights. */
final class Shelf implements AutoCloseable {

    /**
     * What a loaded model was made of; when one of these leaves, so does the model.
     *
     * @param stamp of its files: a model that was overwritten is another one
     */
    private record Key(Path path, String stamp, Object backend, Record params) {}

    private record Volume(LoadedModel model, String architecture, List<Object> makers) {}

    /**
     * The networks of a model that was checked.
     *
     * @param encoders those that can use what came with it
     */
    private record Sketch(Networks networks, List<Object> makers, Set<Object> encoders) {}

    /** Models kept; more would fill the memory of small machines. */
    private static final int ROOM = 2;
    private static final int SKETCHES = 16;

    private final Map<Key, Volume> volumes = new LinkedHashMap<>(8, 0.75f, true);
    /** By their stamps. */
    private final Map<String, Sketch> sketches = new LinkedHashMap<>(SKETCHES, 0.75f, true);

    /**
     * The model for an engine; the crew keeps what made it in use. The lock is not held while the
     * crew waits for a plugin that is being updated, since that plugin's farewell needs it.
     */
    LoadedModel load(Models.Card card, Object backend, Record params, Crew crew) {
        CheckpointFormat format = format(card, crew);
        Key key = new Key(card.path(), Stamp.of(card.path()), backend, params);
        while (true) {
            Volume volume = get(key);
            if (volume == null) {
                return put(key, read(card, format, backend, crew)).model();
            }
            // Whoever made the model must stay while it is used: it is put away when one of them leaves.
            crew.lease(Architecture.class, volume.architecture());
            if (get(key) == volume) {
                return volume.model();
            }
        }
    }

    private synchronized Volume get(Key key) {
        return volumes.get(key);
    }

    private synchronized Volume put(Key key, Volume volume) {
        Volume other = volumes.get(key);
        if (other != null) {
            volume.model().close();
            return other;
        }
        remove(volumes.entrySet().iterator(), old -> old.getKey().path().equals(key.path()) && !old.getKey().stamp().equals(key.stamp()));
        volumes.put(key, volume);
        Iterator<Map.Entry<Key, Volume>> oldest = volumes.entrySet().iterator();
        remove(oldest, old -> volumes.size() > ROOM);
        return volume;
    }

    private static void remove(Iterator<Map.Entry<Key, Volume>> volumes, Predicate<Map.Entry<Key, Volume>> which) {
        while (volumes.hasNext()) {
            Map.Entry<Key, Volume> volume = volumes.next();
            if (which.test(volume)) {
                volumes.remove();
                volume.getValue().model().close();
            }
        }
    }

    private Volume read(Models.Card card, CheckpointFormat format, Object backend, Crew crew) {
        Checkpoint checkpoint = open(format, card);
        try {
            Lease<Architecture> lease = architecture(card, checkpoint, crew);
            Architecture architecture = lease.hook();
            return new Volume(new LoadedModel(checkpoint, architecture.networks(checkpoint)), lease.entry().id(), List.of(format, architecture, backend));
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
    Networks inspect(Models.Card card, Crew crew, Function<Networks, TextEncoder<?>> encoder) {
        String stamp = Stamp.of(card.path());
        Sketch sketch = sketch(stamp);
        TextEncoder<?> chosen = sketch == null ? null : encoder.apply(sketch.networks());
        return sketch != null && sketch.encoders().contains(chosen) ? sketch.networks() : draw(card, stamp, sketch, crew, encoder).networks();
    }

    private synchronized Sketch sketch(String stamp) {
        return sketches.get(stamp);
    }

    private synchronized Sketch keep(String stamp, Sketch sketch) {
        sketches.put(stamp, sketch);
        sketches.keySet().stream().limit(Math.max(0, sketches.size() - SKETCHES)).toList().forEach(sketches::remove);
        return sketch;
    }

    /**
     * Whoever drew is kept in use by the crew until the drawing is kept, to be forgotten when one of them leaves.
     *
     * @param known an earlier drawing, for another encoder; null for none
     */
    private Sketch draw(Models.Card card, String stamp, Sketch known, Crew crew, Function<Networks, TextEncoder<?>> encoder) {
        CheckpointFormat format = format(card, crew);
        try (Checkpoint checkpoint = open(format, card)) {
            Architecture architecture = architecture(card, checkpoint, crew).hook();
            Networks networks = known == null ? architecture.networks(checkpoint) : known.networks();
            TextEncoder<?> chosen = encoder.apply(networks);
            chosen.check(checkpoint);
            var encoders = new HashSet<Object>(known == null ? Set.of() : known.encoders());
            encoders.add(chosen);
            return keep(stamp, new Sketch(networks, List.of(format, architecture), encoders));
        }
    }

    /** The models that are in memory. */
    synchronized Set<Path> paths() {
        return volumes.keySet().stream().map(Key::path).collect(Collectors.toSet());
    }

    /** Puts away every model that a plugin had a part in. */
    synchronized void forget(Object hook) {
        remove(volumes.entrySet().iterator(), volume -> volume.getValue().makers().stream().anyMatch(m -> m == hook));
        sketches.values().removeIf(sketch -> Stream.concat(sketch.makers().stream(), sketch.encoders().stream()).anyMatch(m -> m == hook));
    }

    /**
     * Puts away every model that a plugin had a part in which came to a standstill.
     *
     * @param leaked whether its thread is still in there: then nothing may be closed under it
     */
    synchronized void abandon(Suspect stalled, boolean leaked) {
        List<Volume> touched = volumes.values().stream().filter(v -> v.makers().stream().anyMatch(m -> Guard.isOf(m, stalled))).toList();
        volumes.values().removeAll(touched);
        sketches.values().removeIf(s -> Stream.concat(s.makers().stream(), s.encoders().stream()).anyMatch(m -> Guard.isOf(m, stalled)));
        if (!leaked) {
            touched.forEach(v -> v.model().close());
        }
    }

    @Override
    public synchronized void close() {
        volumes.values().forEach(v -> v.model().close());
        volumes.clear();
        sketches.clear();
    }

    private static CheckpointFormat format(Models.Card card, Crew crew) {
        return crew.first(CheckpointFormat.class, format -> {
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

    private static Lease<Architecture> architecture(Models.Card card, Checkpoint checkpoint, Crew crew) {
        return crew.first(Architecture.class, a -> a.matches(checkpoint)).orElseThrow(() -> Problem.invalid(
                "no plugin knows the architecture of " + card.label(), "install an architecture plugin for it, or check that the model is complete"));
    }

    private static Problem unreadable(Models.Card card, IOException e) {
        return new Problem(Problem.Kind.INVALID, card.path() + " cannot be read: " + e.getMessage(), "check the file", e);
    }
}
