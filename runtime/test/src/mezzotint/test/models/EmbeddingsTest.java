package mezzotint.test.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mezzotint.image.Image;
import mezzotint.studio.Picture;
import mezzotint.studio.Request;
import mezzotint.studio.Studio;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.Pixels;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Words that files give a model, by every way in; their values are the golden tests' matter. */
@Timeout(300)
class EmbeddingsTest {

    private final Studio studio = Osgi.service(Studio.class);

    @BeforeAll
    static void offer() throws Exception {
        GoldenModel.offer("tiny-sd15");
        GoldenModel.offer("tiny-sdxl");
        GoldenModel.offerExtra("embeddings", "nets/ti/mystyle.safetensors");
        GoldenModel.offerExtra("embeddings", "nets/ti/mystyle-diffusers.safetensors");
        Files.write(folder().resolve("oldstyle.pt"), Files.readAllBytes(Goldens.path("nets/ti/mystyle.pt")));
        write("twostyle", "{\"clip_l\": {\"dtype\": \"F32\", \"shape\": [2, 8], \"data_offsets\": [0, 64]}, \"clip_g\": {\"dtype\": \"F32\", \"shape\": [2, 12], \"data_offsets\": [64, 160]}}", 160);
        write("nostyle", "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}, \"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}", 8);
    }

    private static Path folder() {
        return Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("models/embeddings");
    }

    /** A file of safetensors that is filled with one small number. */
    private static void write(String name, String header, int bytes) throws IOException {
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + head.length + bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(head.length).put(head);
        while (file.hasRemaining()) {
            file.putFloat(0.5f);
        }
        Files.write(folder().resolve(name + ".safetensors"), file.array());
    }

    private static Map<String, Object> settings(String model, String prompt) {
        return new HashMap<>(Map.of("model", model, "prompt", prompt, "steps", 2, "width", 64, "height", 64, "seed", 7));
    }

    private Picture picture(String prompt) {
        return picture(settings("tiny-sd15", prompt));
    }

    private Picture picture(Map<String, Object> settings) {
        return studio.generate(studio.request(settings), progress -> { }).get(0);
    }

    private static float[] latent(Picture picture) {
        return picture.latent().toArray();
    }

    private static int pixels(Picture picture) {
        Image image = picture.image();
        int[] all = new int[image.width() * image.height()];
        Arrays.setAll(all, i -> image.rgb(i % image.width(), i / image.width()));
        return Arrays.hashCode(all);
    }

    @Test
    void without_the_word_the_picture_is_what_it_was() {
        float[] before = latent(picture("a cat"));
        float[] plural = latent(picture("a cat, mystyles"));
        float[] with = latent(picture("a cat, mystyle"));
        assertFalse(Arrays.equals(with, plural), "a part of a word is not meant");
        assertArrayEquals(before, latent(picture("a cat")));
        assertArrayEquals(plural, latent(picture("a cat, mystyles")));
        assertArrayEquals(with, latent(picture("a cat, MyStyle")));
        assertFalse(Arrays.equals(with, latent(picture("a cat, (mystyle:1.4)"))));
    }

    @Test
    void each_form_of_the_file_gives_the_same() {
        float[] with = latent(picture("a cat, mystyle"));
        assertArrayEquals(with, latent(picture("a cat, mystyle-diffusers")));
        assertArrayEquals(with, latent(picture("a cat, oldstyle")));
    }

    @Test
    void the_negative_prompt_reads_it_too() {
        var settings = settings("tiny-sd15", "a cat");
        settings.put("negative", "mystyle");
        assertFalse(Arrays.equals(latent(picture("a cat")), latent(picture(settings))));
        assertTrue(picture(settings).infotext().contains("TI hashes: \"mystyle: "));
    }

    @Test
    void every_way_in_makes_the_same_picture() {
        Request asked = studio.request(settings("tiny-sd15", "a cat, mystyle"));
        var a1111 = new HashMap<String, Object>(Map.of("prompt", "a cat, mystyle", "seed", 7, "steps", 2, "width", 64, "height", 64,
                "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15")));
        a1111.putAll(Map.of("sampler_name", asked.walk().sampler().id(), "scheduler", asked.walk().schedule().id(), "cfg_scale", asked.walk().guidance().params().get("scale")));
        assertEquals(pixels(picture("a cat, mystyle")), Pixels.of(Api.post("/sdapi/v1/txt2img", a1111)));
    }

    @Test
    void a_picture_tells_of_it_and_its_text_is_read_again() {
        Picture picture = picture("a cat, mystyle");
        assertTrue(picture.infotext().matches("(?s)a cat, mystyle\n.*TI hashes: \"mystyle: [0-9a-f]{12}\".*"), picture.infotext());
        JsonObject file = JsonParser.parseString(picture.provenance()).getAsJsonObject().getAsJsonArray("embeddings").get(0).getAsJsonObject();
        assertEquals("mystyle", file.get("name").getAsString());
        assertTrue(picture.infotext().contains("mystyle: " + file.get("sha256").getAsString().substring(0, 12)));
        assertTrue(!picture("a cat").provenance().contains("\"embeddings\"") && !picture("a cat").infotext().contains("TI hashes"));
        JsonObject read = Api.post("/api/infotext", Map.of("text", picture.infotext())).object();
        assertFalse(read.getAsJsonArray("left").toString().contains("TI hashes"), read.toString());
        String other = picture.infotext().replaceFirst("mystyle: [0-9a-f]{12}", "mystyle: 0123456789ab");
        assertTrue(Api.post("/api/infotext", Map.of("text", other)).object().getAsJsonArray("left").toString().contains("the file mystyle here is another one"));
    }

    @Test
    void two_text_encoders_take_a_file_for_both() {
        assertFalse(Arrays.equals(latent(picture(settings("tiny-sdxl", "a cat, twostyle"))), latent(picture(settings("tiny-sdxl", "a cat, twostyles")))));
    }

    @Test
    void what_is_not_for_the_model_is_refused_before_work_starts() {
        refused("tiny-sdxl", "a cat, mystyle", "has vectors of 20 values, and the words of this model have 8 and 12");
        refused("tiny-sd15", "a cat, twostyle", "has vectors of 8 and 12 values");
        refused("tiny-sd15", "nostyle", "does not hold the vectors of one word, but 2 tensors");
    }

    private static void refused(String model, String prompt, String words) {
        Api.Answer answer = Api.post("/api/jobs", settings(model, prompt));
        assertEquals(400, answer.status(), answer.toString());
        assertTrue(answer.toString().contains(words), answer.toString());
    }

    @Test
    void lists_those_there_are() {
        JsonObject loaded = Api.get("/sdapi/v1/embeddings").object().getAsJsonObject("loaded");
        assertTrue(loaded.keySet().containsAll(List.of("mystyle", "mystyle-diffusers", "oldstyle", "twostyle")) && !loaded.has("nostyle"), loaded.toString());
        JsonObject file = loaded.getAsJsonObject("mystyle");
        assertEquals(List.of("step", "sd_checkpoint", "sd_checkpoint_name", "shape", "vectors"), List.copyOf(file.keySet()));
        assertEquals(20, file.get("shape").getAsInt());
        assertEquals(3, file.get("vectors").getAsInt());
        assertEquals(20, loaded.getAsJsonObject("twostyle").get("shape").getAsInt());
    }
}
