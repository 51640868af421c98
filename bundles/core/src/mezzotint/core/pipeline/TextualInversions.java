package mezzotint.core.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mezzotint.core.memory.CheckpointFiles;
import mezzotint.core.registry.PluginLeases;
import mezzotint.graph.Graph;
import mezzotint.model.Checkpoint;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.text.Embedding;
import mezzotint.text.EmbeddingFile;
import mezzotint.text.Mention;

/**
 * The files of vectors that the prompts name (textual inversion, Gal et al., 2022): their vectors become further rows of each vocabulary.
 *
 * @param named by name, so that the same words in another order are the same networks
 */
record TextualInversions(List<Models.Extra> named, Models models) {

    static final String FOLDER = "embeddings";

    /**
     * @param networks whose vocabularies have the vectors
     * @param words by the names of the text networks
     * @param laid the files, by name
     */
    record Result(Networks networks, Map<String, List<Embedding>> words, List<AdapterStack.Laid> laid) {}

    /** Finds the files, before work starts; of two of one name, the first. */
    static TextualInversions find(Stream<String> texts, Models models) {
        var files = new TreeMap<String, Models.Extra>(String.CASE_INSENSITIVE_ORDER);
        models.extras(FOLDER).forEach(file -> files.putIfAbsent(file.shortName(), file));
        return new TextualInversions(texts.flatMap(text -> Mention.in(text, files.keySet()).stream()).map(mention -> files.get(mention.name())).distinct()
                .sorted(Comparator.comparing(Models.Extra::name)).toList(), models);
    }

    /** The files, by what is put before the names of their tensors. */
    Map<String, Path> files() {
        var files = new LinkedHashMap<String, Path>();
        named.forEach(file -> files.put(prefix(file), file.path()));
        return files;
    }

    private String prefix(Models.Extra file) {
        return models.sha256(file) + "/";
    }

    /**
     * Appends them to the vocabularies of a model.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if one is damaged, holds something else, or is not for this model
     */
    Result over(Networks networks, PluginLeases leases) {
        var texts = new LinkedHashMap<>(networks.texts());
        var words = new LinkedHashMap<String, List<Embedding>>();
        for (Models.Extra each : named) {
            EmbeddingFile file = read(each, leases);
            file.check(networks.texts().values());
            texts.replaceAll((part, graph) -> {
                EmbeddingFile.Appended appended = file.appended(graph, prefix(each));
                words.computeIfAbsent(part, p -> new ArrayList<>()).add(appended.embedding());
                return appended.graph();
            });
        }
        return new Result(named.isEmpty() ? networks : reading(networks, texts), Collections.unmodifiableMap(words),
                named.stream().map(file -> AdapterStack.Laid.of(file, models, models.sha256(file))).toList());
    }

    private static EmbeddingFile read(Models.Extra file, PluginLeases leases) {
        try (Checkpoint checkpoint = CheckpointFiles.open(file.path(), leases)) {
            return EmbeddingFile.of(file.shortName(), checkpoint);
        }
    }

    private static Networks reading(Networks networks, Map<String, Graph> texts) {
        return new Networks(networks.denoiser(), networks.encoder(), networks.decoder(), texts, networks.encoding(), networks.prediction(), networks.levels(),
                networks.latents());
    }
}
