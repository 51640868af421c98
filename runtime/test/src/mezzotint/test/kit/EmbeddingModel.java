package mezzotint.test.kit;

import java.util.List;
import java.util.Map;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.backend.Program;
import mezzotint.model.Architecture;
import mezzotint.model.Networks;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Plugins;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.MemoryReading;
import mezzotint.text.EmbeddingFile;
import mezzotint.text.Reading;

/** The golden model tiny-sd15 whose text encoder has the vectors of an embedding among the golden values, under the name {@code mystyle}. */
public record EmbeddingModel(LoadedWeights weights, Networks networks, EmbeddingFile.Appended words) implements AutoCloseable {

    private static final String PREFIX = "ti/";

    /** @param file in the folder nets/ti */
    public static EmbeddingModel open(String file, String engine) {
        var engines = Osgi.service(Engines.class);
        var path = Goldens.path("nets/ti/" + file);
        LoadedWeights weights = engines.open(Goldens.path("nets/tiny-sd15"), Map.of(PREFIX, path), List.of(Choice.of(engine)), () -> "a test");
        Networks networks = Osgi.service(Plugins.class).withAll(Architecture.class,
                all -> all.stream().map(lease -> lease.hook()).filter(hook -> hook.matches(weights.checkpoint())).findFirst().orElseThrow().networks(weights.checkpoint()));
        try (LoadedWeights alone = engines.open(path, Map.of(), List.of(), () -> "a test")) {
            EmbeddingFile embedding = EmbeddingFile.of("mystyle", alone.checkpoint());
            embedding.check(networks.texts().values());
            return new EmbeddingModel(weights, networks, embedding.appended(networks.texts().get("text_encoder"), PREFIX));
        }
    }

    /** The text encoder. */
    public Program program() {
        return weights.program(words.graph());
    }

    /** What a text encoder is given, of what is wanted in a picture of 512 x 512. */
    public Reading reading() {
        return new MemoryReading(Map.of("text_encoder", program()), weights.checkpoint(), Map.of("text_encoder", List.of(words.embedding())), 512, 512, Reading.Role.WANTED);
    }

    @Override
    public void close() {
        weights.close();
    }
}
