package mezzotint.previewer.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.model.Latents;
import mezzotint.plugin.None;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.PreviewerContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LinearTest implements PreviewerContract<None> {

    @Override
    public Linear previewer() {
        return new Linear();
    }

    @Test
    void paintsACellAPixel() {
        Image image = new Linear().preview(Tensor.zeros(1, 16, 2, 3), new Latents(16, 8, List.of()), new None());
        assertEquals(3, image.width());
        assertEquals(2, image.height());
    }

    /** Colours of another number than the channels, or not of three parts. */
    @Test
    void doesWithoutColoursThatDoNotFit() {
        List<Double> color = List.of(0.1, 0.2, 0.3);
        for (List<List<Double>> colors : List.of(List.of(color), Collections.nCopies(9, color), Collections.nCopies(5, List.of(1.0)))) {
            assertEquals(3, new Linear().preview(Tensor.zeros(1, 4, 2, 3), new Latents(4, 8, colors), new None()).width());
        }
    }

    /** The decoded pictures of the starter model, reduced to the size of the preview, are what it should look like. */
    @Test
    @Tag(Goldens.TAG)
    void resemblesThePicture() throws Exception {
        var latents = Goldens.tensors("starter/starter.safetensors");
        var names = latents.names().stream().filter(n -> n.endsWith(".latents")).toList();
        assertFalse(names.isEmpty());
        for (String name : names) {
            Image preview = new Linear().preview(latents.tensor(name), starter(), new None());
            var picture = ImageIO.read(Goldens.path("starter/" + name.replace(".latents", ".png")).toFile());
            double psnr = psnr(preview, Image.paint(picture.getWidth(), picture.getHeight(), picture::getRGB));
            assertTrue(psnr > 20, name + " is " + psnr + " dB from its picture");
        }
    }

    private static Latents starter() throws Exception {
        var file = Goldens.model("Diffusers/mezzotint-starter/latent_rgb.json");
        var json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        var rows = new ArrayList<List<Double>>();
        json.getAsJsonArray("factors").forEach(row -> rows.add(numbers(row.getAsJsonArray())));
        rows.add(numbers(json.getAsJsonArray("bias")));
        return new Latents(8, 8, rows);
    }

    private static List<Double> numbers(JsonArray row) {
        return row.asList().stream().map(JsonElement::getAsDouble).toList();
    }

    private static double psnr(Image small, Image large) {
        int factor = large.width() / small.width();
        double squares = 0;
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    double mean = 0;
                    for (int i = 0; i < factor * factor; i++) {
                        mean += large.rgb(x * factor + i % factor, y * factor + i / factor) >> shift & 255;
                    }
                    double difference = mean / (factor * factor) - (small.rgb(x, y) >> shift & 255);
                    squares += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255 * 255 / (squares / (3 * small.width() * small.height())));
    }
}
