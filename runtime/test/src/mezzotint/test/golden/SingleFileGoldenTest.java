package mezzotint.test.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.studio.Picture;
import mezzotint.studio.Studio;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** A model in one file makes the pictures that it makes as a folder, bit by bit. */
@Tag(Goldens.TAG)
class SingleFileGoldenTest {

    /** The golden folder of each file. */
    private static final Map<String, String> FILES = Map.of("one-sd15.safetensors", "tiny-sd15", "other-sd15.ckpt", "tiny-sd15", "one-sdxl.safetensors", "tiny-sdxl");

    @BeforeAll
    static void offer() throws IOException {
        for (var file : FILES.entrySet()) {
            GoldenModel.offer(file.getValue());
            GoldenModel.offerFile("single/" + file.getValue() + "-fp16" + file.getKey().substring(file.getKey().indexOf('.')), file.getValue(), file.getKey());
        }
    }

    private static float[] latent(String model, String engine) {
        Studio studio = Osgi.service(Studio.class);
        List<Picture> pictures = studio.generate(studio.request(Map.of("model", model, "prompt", "a (red:1.2) apple", "negative", "blurry", "width", 64, "height", 128,
                "seed", 5, "steps", 3, "backend", engine)), progress -> { });
        assertEquals(1, pictures.size());
        return pictures.get(0).latent().toArray();
    }

    @TestFactory
    Stream<DynamicTest> asItsFolder() {
        return GoldenModel.engines().flatMap(engine -> FILES.entrySet().stream().map(file -> DynamicTest.dynamicTest(engine + " " + file.getKey(),
                () -> assertArrayEquals(latent(file.getValue(), engine), latent(file.getKey(), engine)))));
    }
}
