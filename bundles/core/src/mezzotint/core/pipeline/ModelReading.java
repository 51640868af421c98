package mezzotint.core.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.model.Checkpoint;
import mezzotint.text.Embedding;
import mezzotint.text.Reading;

/** A prompt's reading by a loaded model. */
record ModelReading(Map<String, Program> programs, Checkpoint checkpoint, Map<String, List<Embedding>> embeddings, int width, int height, Role role) implements Reading {

    /** @param latent shape of the walk's */
    static ModelReading of(LoadedModel model, Role role, int[] latent) {
        var programs = new LinkedHashMap<String, Program>();
        model.networks().texts().forEach((part, graph) -> programs.put(part, model.program(graph)));
        int factor = model.networks().latents().factor();
        return new ModelReading(Collections.unmodifiableMap(programs), model.weights().checkpoint(), model.embeddings().words(), factor * latent[3], factor * latent[2], role);
    }
}
