package mezzotint.test.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.studio.Picture;
import mezzotint.studio.Studio;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The model that ships paints the reference's pictures. */
@Tag(Goldens.TAG)
class StarterGoldenTest {

    private static final double DECIBELS = 40;
    private static final double LATENT_TOLERANCE = 2e-3;

    @TestFactory
    Stream<DynamicTest> paints() {
        var pictures = Goldens.json("starter/starter.json").getAsJsonArray().asList();
        assertTrue(!pictures.isEmpty());
        return pictures.stream().map(JsonElement::getAsJsonObject)
                .map(golden -> DynamicTest.dynamicTest(golden.get("prompt").getAsString(), () -> assertPaints(golden, "")));
    }

    /** With the LoRA that ships, from the prompt, on every engine. */
    @TestFactory
    Stream<DynamicTest> paintsWithAnAdapter() {
        var pictures = Goldens.json("starter/lora.json").getAsJsonArray().asList();
        assertTrue(!pictures.isEmpty());
        return GoldenModel.engines().flatMap(engine -> pictures.stream().map(JsonElement::getAsJsonObject)
                .map(golden -> DynamicTest.dynamicTest(golden.get("prompt").getAsString() + " on " + engine, () -> assertPaints(golden, engine))));
    }

    private static void assertPaints(JsonObject golden, String engine) throws Exception {
        String adapter = golden.has("lora") ? "<lora:" + golden.get("lora").getAsString() + ":" + golden.get("weight").getAsDouble() + ">" : "";
        Studio studio = Osgi.service(Studio.class);
        var settings = new HashMap<String, Object>(Map.of("model", "mezzotint-starter", "backend", engine));
        settings.putAll(Map.of("prompt", golden.get("prompt").getAsString() + adapter, "negative", golden.get("negative").getAsString(),
                "seed", golden.get("seed").getAsLong(), "steps", golden.get("steps").getAsInt(), "cfg", golden.get("cfg").getAsDouble(),
                "sampler", golden.get("sampler").getAsString(), "schedule", golden.get("schedule").getAsString(),
                "width", golden.get("width").getAsInt(), "height", golden.get("height").getAsInt()));
        Picture picture = studio.generate(studio.request(settings), progress -> {}).get(0);
        String file = golden.get("file").getAsString();
        var latents = Goldens.tensors(adapter.isEmpty() ? "starter/starter.safetensors" : "starter/lora.safetensors");
        String name = file.replace(".png", ".latents");
        if (latents.has(name)) {
            Goldens.assertClose(name, latents.doubles(name), picture.latent().toArray(), LATENT_TOLERANCE);
        }
        var reference = ImageIO.read(Goldens.path("starter/" + file).toFile());
        double psnr = psnr(picture.image(), Image.paint(reference.getWidth(), reference.getHeight(), reference::getRGB));
        System.out.printf("%s: %.1f dB%n", file, psnr);
        assertTrue(psnr >= DECIBELS, file + " is " + psnr + " dB from the reference");
    }

    private static double psnr(Image a, Image b) {
        double squares = 0;
        for (int y = 0; y < b.height(); y++) {
            for (int x = 0; x < b.width(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    double difference = (a.rgb(x, y) >> shift & 255) - (b.rgb(x, y) >> shift & 255);
                    squares += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255 * 255 / (squares / (3.0 * b.width() * b.height())));
    }
}
