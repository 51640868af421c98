package mezzotint.core.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import mezzotint.core.memory.CheckpointFiles;
import mezzotint.core.registry.PluginLeases;
import mezzotint.fault.Fault;
import mezzotint.graph.Graph;
import mezzotint.model.Adapter;
import mezzotint.model.Checkpoint;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.text.PromptSchedule;

/**
 * The adapters that a prompt asks for, in its order: each is laid over what the one before left.
 *
 * @param notes is told of what was left out, in sentences
 */
record AdapterStack(List<Asked> asked, Models models, Consumer<String> notes) {

    /** The folder of the files that each kind of tag means. */
    private static final Map<String, String> FOLDERS = Map.of("lora", "Lora", "lyco", "Lora");
    private static final String HASH = "sshs_model_hash";
    private static final int DIGITS = 12;
    private static final int SHOWN = 5;

    /** @param prefix of its tensors in a graph, which tells its content */
    record Asked(PromptSchedule.Extra extra, Models.Extra file, String prefix) {}

    /**
     * A file that had a part in a picture, beside the model.
     *
     * @param hash by which AUTOMATIC1111 knows it
     */
    record Laid(String name, String sha256, String hash) {

        /** @param digest of which the hash is the beginning */
        static Laid of(Models.Extra file, Models models, String digest) {
            return new Laid(file.shortName(), models.sha256(file), digest.substring(0, Math.min(DIGITS, digest.length())));
        }
    }

    /**
     * @param networks with the adapters laid over them
     * @param laid in their order
     */
    record Result(Networks networks, List<Laid> laid) {}

    /**
     * Finds the files, before work starts.
     *
     * @throws Problem of kind {@code INVALID} if there is none of a name; of kind {@code UNSUPPORTED} for a kind that nothing applies
     */
    static AdapterStack find(PromptSchedule wanted, PromptSchedule unwanted, Models models, Consumer<String> notes) {
        var stack = new AdapterStack(new ArrayList<>(), models, notes);
        unwanted.extras().forEach(extra -> stack.attempt(extra, () -> {
            throw Problem.invalid("the negative prompt asks for " + extra.text(), "write it into the prompt: it changes the whole picture");
        }));
        wanted.extras().forEach(extra -> stack.attempt(extra, () -> stack.asked.add(find(extra, models))));
        return stack;
    }

    private static Asked find(PromptSchedule.Extra extra, Models models) {
        String folder = FOLDERS.get(extra.kind());
        if (folder == null) {
            throw new Problem(Problem.Kind.UNSUPPORTED, "no plugin applies the extra network " + extra.text(), "take it out, or install one that provides adapter");
        }
        if (extra.name().isBlank()) {
            throw Problem.invalid(extra.text() + " names no file", "name one, as in <" + extra.kind() + ":name:1>");
        }
        Models.Extra file = models.extra(folder, extra.name());
        return new Asked(extra, file, models.sha256(file) + "/");
    }

    /** What is optional is gone without where it cannot be used, unless a plugin is at fault. */
    private void attempt(PromptSchedule.Extra extra, Runnable work) {
        try {
            work.run();
        } catch (Problem e) {
            if (!extra.optional() || Fault.behind(e).isPresent()) {
                throw e;
            }
            notes.accept(extra.text() + " was left out of the prompt: " + e.getMessage());
        }
    }

    /** Without those that are optional and cannot be read. */
    AdapterStack readable(PluginLeases leases) {
        var readable = new AdapterStack(new ArrayList<>(), models, notes);
        asked.forEach(each -> attempt(each.extra(), () -> {
            if (each.extra().optional()) {
                CheckpointFiles.open(each.file().path(), leases).close();
            }
            readable.asked.add(each);
        }));
        return readable;
    }

    /** The files, by what is put before the names of their tensors. */
    Map<String, Path> files() {
        var files = new LinkedHashMap<String, Path>();
        asked.forEach(each -> files.put(each.prefix(), each.file().path()));
        return files;
    }

    /**
     * Lays them over the networks of a model.
     *
     * @throws Problem of kind {@code INVALID} if one is damaged, or nothing of it is for this model; of kind {@code UNSUPPORTED} if no plugin knows it
     */
    Result over(Networks networks, PluginLeases leases) {
        var laid = new ArrayList<Laid>();
        var adapted = new ArrayList<>(List.of(networks));
        asked.forEach(each -> attempt(each.extra(), () -> {
            adapted.set(0, over(adapted.get(0), each, leases, laid));
        }));
        return new Result(adapted.get(0), laid);
    }

    private Networks over(Networks networks, Asked each, PluginLeases leases, List<Laid> laid) {
        try (Checkpoint file = CheckpointFiles.open(each.file().path(), leases)) {
            Adapter<Record> adapter = adapter(each, file, leases);
            Record params = params(adapter, each.extra());
            var used = new HashSet<String>();
            Networks adapted = adapted(networks, graph -> {
                Adapter.Adapted answer = adapter.adapt(graph, file, each.prefix(), params);
                used.addAll(answer.used());
                return answer.graph();
            });
            tellUnused(each, file.names(), used);
            String hash = file.metadata().getOrDefault(HASH, "");
            laid.add(Laid.of(each.file(), models, hash.isEmpty() ? models.tensorSha256(each.file()) : hash));
            return adapted;
        }
    }

    @SuppressWarnings("unchecked")
    private static Adapter<Record> adapter(Asked each, Checkpoint file, PluginLeases leases) {
        return (Adapter<Record>) leases.first(Adapter.class, adapter -> adapter.reads(file)).map(Lease::hook).orElseThrow(() -> new Problem(Problem.Kind.UNSUPPORTED,
                "no plugin knows what is in " + each.file().path().getFileName(), "take " + each.extra().text() + " out, or install one that provides adapter for it"));
    }

    private static Record params(Adapter<Record> adapter, PromptSchedule.Extra extra) {
        try {
            return Parameters.of(adapter, extra.arguments());
        } catch (Problem e) {
            throw Problem.invalid("in " + extra.text() + ", " + e.getMessage(), e.advice());
        }
    }

    private static Networks adapted(Networks networks, UnaryOperator<Graph> change) {
        var texts = new LinkedHashMap<String, Graph>();
        networks.texts().forEach((part, graph) -> texts.put(part, change.apply(graph)));
        return new Networks(change.apply(networks.denoiser()), networks.encoder(), networks.decoder(), texts, networks.encoding(), networks.prediction(),
                networks.levels(), networks.latents());
    }

    private void tellUnused(Asked each, Set<String> names, Set<String> used) {
        if (used.isEmpty()) {
            throw Problem.invalid("nothing of the " + each.file().kind() + " " + each.file().name() + " is for this model", "use it with models of the family that it was made for");
        }
        var unused = new TreeSet<>(names);
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            List<String> first = unused.stream().limit(SHOWN).toList();
            notes.accept(unused.size() + " of " + names.size() + " tensors of the " + each.file().kind() + " " + each.file().name() + " have no place in this model: "
                    + String.join(", ", first) + (unused.size() > SHOWN ? ", .." : ""));
        }
    }
}
