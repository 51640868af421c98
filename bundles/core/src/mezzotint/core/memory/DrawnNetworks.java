package mezzotint.core.memory;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.core.guard.Guard;
import mezzotint.core.guard.Suspect;
import mezzotint.core.registry.PluginLeases;
import mezzotint.libs.disk.FileFingerprint;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Problem;
import mezzotint.text.TextEncoder;

/** The networks of the last models that were checked, drawn from the names and shapes of their tensors; without weights, which the engines have. */
public final class DrawnNetworks {

    /**
     * The networks of a model.
     *
     * @param makers whose objects they hold: when one of these leaves, they are forgotten
     * @param encoders those that can use what came with the model
     */
    private record Drawn(Networks networks, List<Object> makers, Set<Object> encoders) {

        boolean isOf(Predicate<Object> plugin) {
            return Stream.concat(makers.stream(), encoders.stream()).anyMatch(plugin);
        }
    }

    private static final int MODELS = 16;

    /** By the fingerprints of their files. */
    private final Map<String, Drawn> models = new LinkedHashMap<>(MODELS, 0.75f, true);

    /**
     * The networks of a model that is checked, drawn once for as long as its files stay as they are.
     *
     * @param encoder whoever will encode the prompts; it looks at what came with the model for it
     * @throws Problem of kind {@code INVALID} if something is missing or damaged
     */
    public Networks inspect(Models.Card card, PluginLeases leases, Function<Networks, TextEncoder<?>> encoder) {
        String fingerprint = FileFingerprint.of(card.path());
        Drawn drawn = known(fingerprint);
        TextEncoder<?> chosen = drawn == null ? null : encoder.apply(drawn.networks());
        return drawn != null && drawn.encoders().contains(chosen) ? drawn.networks() : draw(card, fingerprint, drawn, leases, encoder).networks();
    }

    private synchronized Drawn known(String fingerprint) {
        return models.get(fingerprint);
    }

    private synchronized Drawn keep(String fingerprint, Drawn drawn) {
        models.put(fingerprint, drawn);
        models.keySet().stream().limit(Math.max(0, models.size() - MODELS)).toList().forEach(models::remove);
        return drawn;
    }

    /**
     * Whoever draws is kept in use by the leases until the drawing is kept, to be forgotten when one of them leaves.
     *
     * @param known an earlier drawing, for another encoder; null for none
     */
    private Drawn draw(Models.Card card, String fingerprint, Drawn known, PluginLeases leases, Function<Networks, TextEncoder<?>> encoder) {
        CheckpointFormat format = CheckpointFiles.format(card.path(), leases);
        try (Checkpoint checkpoint = CheckpointFiles.open(format, card.path())) {
            Architecture architecture = architecture(card, checkpoint, leases);
            Checkpoint canonical = architecture.canonical(checkpoint);
            Networks networks = known == null ? architecture.networks(canonical) : known.networks();
            TextEncoder<?> chosen = encoder.apply(networks);
            chosen.check(canonical);
            var encoders = new HashSet<Object>(known == null ? Set.of() : known.encoders());
            encoders.add(chosen);
            return keep(fingerprint, new Drawn(networks, List.of(format, architecture), encoders));
        }
    }

    /** The networks of a model whose weights are in use, under their canonical names. Whoever draws them, and reads the files, is in use by the leases. */
    public Networks of(Models.Card card, Checkpoint checkpoint, PluginLeases leases) {
        CheckpointFiles.format(card.path(), leases);
        Architecture architecture = architecture(card, checkpoint, leases);
        Drawn drawn = known(FileFingerprint.of(card.path()));
        return drawn != null && drawn.makers().contains(architecture) ? drawn.networks() : architecture.networks(checkpoint);
    }

    /** Forgets what a plugin had a part in. */
    public synchronized void forget(Object plugin) {
        models.values().removeIf(drawn -> drawn.isOf(maker -> maker == plugin));
    }

    /** Forgets what a plugin had a part in which came to a standstill. */
    public synchronized void abandon(Suspect stalled) {
        models.values().removeIf(drawn -> drawn.isOf(maker -> Guard.isOf(maker, stalled)));
    }

    private static Architecture architecture(Models.Card card, Checkpoint checkpoint, PluginLeases leases) {
        return leases.first(Architecture.class, a -> a.matches(checkpoint)).map(Lease::hook).orElseThrow(() -> Problem.invalid(
                "no plugin knows the architecture of " + card.label(), "install an architecture plugin for it, or check that the model is complete"));
    }
}
