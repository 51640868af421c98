package mezzotint.testkit;

import java.util.List;
import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.model.Checkpoint;
import mezzotint.text.Embedding;
import mezzotint.text.Reading;

/** What a text encoder is given, put together by a test. */
public record MemoryReading(Map<String, Program> programs, Checkpoint checkpoint, Map<String, List<Embedding>> embeddings, int width, int height, Role role) implements Reading {

    /** Of what is wanted in a picture of 512 x 512, in the model's own words. */
    public MemoryReading(Map<String, Program> programs, Checkpoint checkpoint) {
        this(programs, checkpoint, Map.of(), 512, 512, Role.WANTED);
    }
}
