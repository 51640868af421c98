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

    private static final List<String> FILES = List.of("one.safetensors", "other.ckpt");

    @BeforeAll
    static void offer() throws IOException {
        GoldenModel.offer("tiny-sd15");
        for (String file : FILES) {
            GoldenModel.offerFile("single/tiny-sd15-fp16" + file.substring(file.indexOf('.')), "tiny-sd15", file);
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
        return GoldenModel.engines().flatMap(engine -> FILES.stream().map(file -> DynamicTest.dynamicTest(engine + " " + file,
                () -> assertArrayEquals(latent("tiny-sd15", engine), latent(file, engine)))));
    }
}
