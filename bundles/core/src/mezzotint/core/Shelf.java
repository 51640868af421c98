package mezzotint.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Problem;

/** The models that are in memory, the one used last among them; others make room. */
final class Shelf implements AutoCloseable {

    /** What a loaded model was made of; when one of these leaves, so does the model. */
    private record Key(Path path, Object backend, Record params) {}

    private record Volume(LoadedModel model, String architecture, List<Object> makers) {}

    /** Models kept; more would fill the memory of small machines. */
    private static final int ROOM = 2;

    private final Map<Key, Volume> volumes = new LinkedHashMap<>(8, 0.75f, true);

    /**
     * The model for an engine; the crew keeps what made it in use. The lock is not held while the
     * crew waits for a plugin that is being updated, since that plugin's farewell needs it.
     */
    LoadedModel load(Models.Card card, Object backend, Record params, Crew crew) {
        CheckpointFormat format = format(card, crew);
        Key key = new Key(card.path(), backend, params);
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
        volumes.put(key, volume);
        makeRoom();
        return volume;
    }

    private Volume read(Models.Card card, CheckpointFormat format, Object backend, Crew crew) {
        Checkpoint checkpoint = open(format, card);
        Lease<Architecture> lease = architecture(card, checkpoint, crew);
        Architecture architecture = lease.hook();
        return new Volume(new LoadedModel(checkpoint, architecture.networks(checkpoint)), lease.entry().id(), List.of(format, architecture, backend));
    }

    /**
     * The networks of a model: those in memory, or drawn from its names and shapes, without its weights.
     *
     * @throws Problem of kind {@code INVALID} if something is missing or damaged
     */
    Networks inspect(Models.Card card, Crew crew) {
        return loaded(card).map(LoadedModel::networks).orElseGet(() -> draw(card, crew));
    }

    private synchronized Optional<LoadedModel> loaded(Models.Card card) {
        return volumes.entrySet().stream().filter(v -> v.getKey().path().equals(card.path())).map(v -> v.getValue().model()).findFirst();
    }

    private static Networks draw(Models.Card card, Crew crew) {
        try (Checkpoint checkpoint = open(format(card, crew), card)) {
            return architecture(card, checkpoint, crew).hook().networks(checkpoint);
        }
    }

    /** The models that are in memory. */
    synchronized Set<Path> paths() {
        return volumes.keySet().stream().map(Key::path).collect(Collectors.toSet());
    }

    /** Puts away every model that a plugin had a part in. */
    synchronized void forget(Object hook) {
        for (Iterator<Volume> i = volumes.values().iterator(); i.hasNext();) {
            Volume volume = i.next();
            if (volume.makers().stream().anyMatch(m -> m == hook)) {
                i.remove();
                volume.model().close();
            }
        }
    }

    /**
     * Puts away every model that a plugin had a part in which came to a standstill.
     *
     * @param leaked whether its thread is still in there: then nothing may be closed under it
     */
    synchronized void abandon(Suspect stalled, boolean leaked) {
        List<Volume> touched = volumes.values().stream().filter(v -> v.makers().stream().anyMatch(m -> Guard.isOf(m, stalled))).toList();
        volumes.values().removeAll(touched);
        if (!leaked) {
            touched.forEach(v -> v.model().close());
        }
    }

    @Override
    public synchronized void close() {
        volumes.values().forEach(v -> v.model().close());
        volumes.clear();
    }

    private void makeRoom() {
        Iterator<Volume> oldest = volumes.values().iterator();
        while (volumes.size() > ROOM) {
            Volume volume = oldest.next();
            oldest.remove();
            volume.model().close();
        }
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
        return crew.first(Architecture.class, a -> a.matches(checkpoint)).orElseThrow(() -> {
            checkpoint.close();
            return Problem.invalid("no plugin knows the architecture of " + card.label(),
                    "install an architecture plugin for it, or check that the model is complete");
        });
    }

    private static Problem unreadable(Models.Card card, IOException e) {
        return new Problem(Problem.Kind.INVALID, card.path() + " cannot be read: " + e.getMessage(), "check the file", e);
    }
}
