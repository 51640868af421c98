package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.studio.Pictures;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture is begun at another one, and painted anew within a mask: the same by all ways that there are to ask for it. */
class FromPictureTest {

    private static final int SIDE = 64;
    private static final byte[] PICTURE = Png.encode(Image.paint(SIDE, SIDE, (x, y) -> x * 4 << 16 | y * 4 << 8 | (x ^ y) * 4));
    /** Its lower right quarter is white. */
    private static final byte[] MASK = Png.encode(Image.paint(SIDE, SIDE, (x, y) -> x >= 32 && y >= 32 ? 0xFFFFFF : 0));

    @TempDir
    private Path folder;

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    private static String upload(byte[] picture) {
        return Api.post("/api/uploads", picture).text("name");
    }

    private static Map<String, Object> settings(String plugin, Map<String, Object> params) {
        var all = new HashMap<String, Object>(Map.of("picture", upload(PICTURE), "strength", 0.6));
        all.putAll(params);
        return new HashMap<>(Map.of("model", "tiny-sd15", "prompt", "a cat", "seed", 5, "steps", 5, "cfg", 7, "width", SIDE, "height", SIDE, "sampler", "Euler a",
                "image", Map.of("id", plugin, "params", all)));
    }

    private static JsonObject made(Map<String, Object> settings) {
        JsonObject job = Api.awaitEnd(Api.submit(settings), Duration.ofMinutes(2));
        assertEquals("done", job.get("state").getAsString(), job.toString());
        return job.getAsJsonArray("pictures").get(0).getAsJsonObject();
    }

    private static int[] pixels(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static byte[] file(JsonObject picture) {
        Pictures pictures = Osgi.service(Pictures.class);
        return pictures.png(pictures.find(picture.get("id").getAsString()).orElseThrow());
    }

    private static Map<String, Object> a1111(Map<String, Object> more) {
        var wish = new HashMap<String, Object>(Map.of("prompt", "a cat", "seed", 5, "steps", 5, "cfg_scale", 7, "width", SIDE, "height", SIDE,
                "sampler_name", "Euler a", "denoising_strength", 0.6, "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15"),
                "init_images", List.of(Base64.getEncoder().encodeToString(PICTURE))));
        wish.putAll(more);
        return wish;
    }

    private static int[] answered(Map<String, Object> wish) throws IOException {
        Api.Answer answer = Api.post("/sdapi/v1/img2img", wish);
        assertEquals(200, answer.status(), answer.toString());
        return pixels(Base64.getDecoder().decode(answer.object().getAsJsonArray("images").get(0).getAsString()));
    }

    private int[] commanded(String... more) throws IOException, InterruptedException {
        Path out = folder.resolve("out" + more.length + ".png");
        String[] always = {"make", "a cat", "--model", "tiny-sd15", "--seed", "5", "--steps", "5", "--cfg", "7", "--width", "64", "--height", "64",
            "--sampler", "Euler a", "--strength", "0.6", "--image", Files.write(folder.resolve("picture.png"), PICTURE).toString(), "--out", out.toString(),
            "--port", Osgi.context().getProperty("mezzotint.port")};
        String[] all = Arrays.copyOf(always, always.length + more.length);
        System.arraycopy(more, 0, all, always.length, more.length);
        CommandLine.End end = CommandLine.run(Path.of(Osgi.context().getProperty("mezzotint.home")), all);
        assertEquals(0, end.status(), end.error());
        return pixels(Files.readAllBytes(out));
    }

    @Test
    void all_ways_begin_at_a_picture_alike() throws Exception {
        JsonObject picture = made(settings("start", Map.of()));
        int[] expected = pixels(file(picture));
        assertArrayEquals(expected, answered(a1111(Map.of())));
        assertArrayEquals(expected, commanded());
        assertTrue(picture.get("infotext").getAsString().contains("Denoising strength: 0.6"), picture.toString());
    }

    @Test
    void all_ways_paint_within_a_mask_alike_and_leave_the_rest() throws Exception {
        JsonObject picture = made(settings("inpaint", Map.of("mask", upload(MASK), "blur", 2, "fill", "noise")));
        int[] expected = pixels(file(picture));
        assertArrayEquals(expected, answered(a1111(Map.of("mask", Base64.getEncoder().encodeToString(MASK), "mask_blur", 2, "inpainting_fill", 2,
                "inpaint_full_res", false))));
        assertArrayEquals(expected, commanded("--mask", Files.write(folder.resolve("mask.png"), MASK).toString(), "--params", "blur=2,fill=noise"));
        int[] original = pixels(PICTURE);
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (i % SIDE < 26 || i / SIDE < 26) {
                assertEquals(original[i], expected[i], "the mask is black at " + i % SIDE + "," + i / SIDE);
            }
        }
        assertFalse(Arrays.equals(original, expected), "nothing was painted");
        String infotext = picture.get("infotext").getAsString();
        assertTrue(infotext.contains("Denoising strength: 0.6") && infotext.contains("Mask blur: 2") && infotext.contains("Masked content: latent noise"), infotext);
    }

    @Test
    void a_picture_of_another_size_is_brought_to_that_of_the_new_one() throws Exception {
        String wide = upload(Png.encode(Image.paint(2 * SIDE + 4, SIDE, (x, y) -> x << 16 | y << 8)));
        int[] latent = pixels(file(made(settings("start", Map.of("picture", wide, "resize", "latent")))));
        int[] just = pixels(file(made(settings("start", Map.of("picture", wide)))));
        assertEquals(SIDE * SIDE, latent.length);
        assertFalse(Arrays.equals(just, latent), "the latent was resized, not the picture");
    }

    @Test
    void the_masked_part_alone_is_pasted_into_the_whole() throws Exception {
        JsonObject picture = made(settings("inpaint", Map.of("mask", upload(MASK), "blur", 0, "only", true, "padding", 4, "fill", "original", "invert", false)));
        int[] expected = pixels(file(picture));
        assertArrayEquals(expected, answered(a1111(Map.of("mask", Base64.getEncoder().encodeToString(MASK), "mask_blur", 0, "inpainting_fill", 1,
                "inpaint_full_res", true, "inpaint_full_res_padding", 4))));
        int[] original = pixels(PICTURE);
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (i % SIDE < 32 || i / SIDE < 32) {
                assertEquals(original[i], expected[i], "the mask is black at " + i % SIDE + "," + i / SIDE);
            }
        }
        String infotext = picture.get("infotext").getAsString();
        assertTrue(infotext.contains("Inpaint area: Only masked, Masked area padding: 4"), infotext);
    }

    @Test
    void what_was_begun_at_a_picture_is_made_again() throws Exception {
        JsonObject picture = made(settings("inpaint", Map.of("mask", upload(MASK))));
        JsonObject recreation = Api.post("/api/recreate", Map.of("picture", picture.get("id").getAsString())).object();
        assertTrue(recreation.get("ready").getAsBoolean(), recreation.toString());
        JsonObject again = made(new Gson().<Map<String, Object>>fromJson(recreation.get("request"), Map.class));
        assertArrayEquals(file(picture), file(again));
    }

    @Test
    void what_cannot_be_begun_is_said_before_work_starts() {
        assertRefused("image has no picture", settings("start", Map.of("picture", "")));
        assertRefused("image has no mask", settings("inpaint", Map.of()));
        assertRefused("a strength of 0.1 leaves none of 5 steps", settings("start", Map.of("strength", 0.1, "from", "diffusers")));
    }

    private static void assertRefused(String words, Map<String, Object> settings) {
        Api.Answer answer = Api.post("/api/jobs", settings);
        assertEquals(400, answer.status(), answer.toString());
        assertTrue(answer.toString().contains(words), answer.toString());
    }
}
