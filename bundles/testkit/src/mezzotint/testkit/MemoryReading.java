package mezzotint.testkit;

import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.model.Checkpoint;
import mezzotint.text.Reading;

/** What a text encoder is given, put together by a test. */
public record MemoryReading(Map<String, Program> programs, Checkpoint checkpoint, int width, int height, Role role) implements Reading {

    /** Of what is wanted in a picture of 512 x 512. */
    public MemoryReading(Map<String, Program> programs, Checkpoint checkpoint) {
        this(programs, checkpoint, 512, 512, Role.WANTED);
    }
}
