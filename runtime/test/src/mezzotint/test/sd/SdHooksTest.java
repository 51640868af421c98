package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mezzotint.control.Conditioner;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Model;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.image.PostProcessor;
import mezzotint.plugin.Param;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.FlipPlugin;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same request is refused, works once a plugin of the missing hook is installed, and is refused again without it. */
class SdHooksTest {

    private static final int SIDE = 64;
    private static final String TEXT = "/sdapi/v1/txt2img";
    private static final String PICTURE = "/sdapi/v1/img2img";

    /** Those that ship and begin at a picture. */
    private static final List<String> SHIPPED = List.of("mezzotint.image.start", "mezzotint.image.inpaint");

    @BeforeAll
    static void offerModelAndDoWithoutWhatShips() throws IOException {
        GoldenModel.offer("tiny-sd15");
        SHIPPED.forEach(name -> Api.settle(Api.post("/api/plugins/" + name + "/stop", Map.of()), Duration.ofMinutes(1)));
    }

    @AfterAll
    static void takeBackWhatShips() {
        SHIPPED.forEach(name -> Api.settle(Api.post("/api/plugins/" + name + "/start", Map.of()), Duration.ofMinutes(1)));
    }

    /** Begins at a picture with the noise of a level. */
    public static final class Begin implements ImageToImage<Begin.Params> {

        /** What it takes of a request. */
        public record Params(@Param(label = "Picture") String picture, @Param(label = "Strength", min = 0, max = 1) double strength) {
            public Params() {
                this("", 0.75);
            }
        }

        @Override
        public Start begin(GenerationContext context, Params params) {
            double[] sigmas = context.sigmas();
            double[] left = Arrays.copyOfRange(sigmas, sigmas.length - 1 - (int) Math.ceil(params.strength() * (sigmas.length - 1)), sigmas.length);
            return new Start(context.encode(context.picture(params.picture())).plus(context.noise().next().times(left[0])), left);
        }
    }

    /** Draws what the model answers towards a picture. */
    public static final class Pull implements Conditioner<Pull.Params> {

        /** What it takes of a request. */
        public record Params(@Param(label = "Picture") String picture, @Param(label = "Weight", min = 0, max = 2) double weight) {
            public Params() {
                this("", 1);
            }
        }

        @Override
        public Model steer(Model model, GenerationContext context, Params params) {
            Tensor aim = context.encode(context.picture(params.picture()));
            return (x, sigma, prompts) -> model.denoise(x, sigma, prompts).stream().map(clean -> clean.towards(aim, 0.4 * params.weight())).toList();
        }
    }

    private static String picture(int colour) {
        return Base64.getEncoder().encodeToString(Png.encode(Image.paint(SIDE, SIDE, (x, y) -> colour)));
    }

    private static Map<String, Object> wish(Map<String, Object> more) {
        var wish = new HashMap<String, Object>(Map.of("prompt", "a cat", "seed", 5, "steps", 4, "width", SIDE, "height", SIDE, "sampler_name", "Euler",
                "scheduler", "normal", "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15")));
        wish.putAll(more);
        return wish;
    }

    private static Map<String, Object> unit(String picture, double weight) {
        return wish(Map.of("alwayson_scripts", Map.of("controlnet", Map.of("args", List.of(Map.of("enabled", true, "image", picture, "weight", weight))))));
    }

    private static int[] pixels(String path, Map<String, Object> wish) throws IOException {
        Api.Answer answer = Api.post(path, wish);
        assertEquals(200, answer.status(), answer.toString());
        byte[] png = Base64.getDecoder().decode(answer.object().getAsJsonArray("images").get(0).getAsString());
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        return image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
    }

    private static void assertMissing(String hook, String path, Map<String, Object> wish) {
        Api.Answer answer = Api.post(path, wish);
        assertEquals(501, answer.status(), answer.toString());
        assertTrue(answer.text("detail").contains("install one that provides " + hook), answer.toString());
    }

    /** What is done while a plugin is there that was installed while the workbench runs. */
    @FunctionalInterface
    private interface Use {
        void run() throws Exception;
    }

    private static void with(String bundle, Class<?> hook, Class<?> plugin, Use use) throws Exception {
        var jar = new TestJar(bundle, "1.0.0").plugin(hook, plugin);
        List.of(plugin.getDeclaredClasses()).forEach(jar::with);
        Api.Answer installed = Api.settle(Api.post("/api/plugins?agreed=true", jar.bytes()), Duration.ofMinutes(1));
        assertTrue(installed.status() < 300, installed.toString());
        try {
            use.run();
        } finally {
            Api.settle(Api.delete("/api/plugins/" + bundle), Duration.ofMinutes(1));
        }
    }

    @Test
    void a_picture_is_begun_at_another_as_soon_as_a_plugin_does_it() throws Exception {
        Map<String, Object> red = wish(Map.of("init_images", List.of(picture(0xFF0000)), "denoising_strength", 0.5));
        Map<String, Object> blue = wish(Map.of("init_images", List.of(picture(0x0000FF)), "denoising_strength", 0.5));
        Map<String, Object> masked = new HashMap<>(red);
        masked.put("mask", picture(0xFFFFFF));
        assertMissing("imagetoimage", PICTURE, red);
        with("org.example.begin", ImageToImage.class, Begin.class, () -> {
            int[] first = pixels(PICTURE, red);
            assertArrayEquals(first, pixels(PICTURE, red));
            assertFalse(Arrays.equals(first, pixels(PICTURE, blue)), "the picture it begins at makes no difference");
            assertMissing("imagetoimage with mask", PICTURE, masked);
            assertMissing("imagetoimage with pictures", PICTURE, wish(Map.of("init_images", List.of(picture(1), picture(2)))));
            JsonObject job = Api.get("/api/jobs?state=done&limit=1").json().getAsJsonArray().get(0).getAsJsonObject();
            assertEquals(2, job.getAsJsonObject("progress").get("steps").getAsInt(), "half of the steps: " + job);
            String infotext = job.getAsJsonArray("pictures").get(0).getAsJsonObject().get("infotext").getAsString();
            assertTrue(infotext.contains("Denoising strength: 0.5"), infotext);
        });
        assertMissing("imagetoimage", PICTURE, red);
    }

    @Test
    void a_control_unit_steers_as_soon_as_a_plugin_does_it() throws Exception {
        int[] plain = pixels(TEXT, wish(Map.of()));
        Map<String, Object> sdnext = wish(Map.of("control_units", List.of(Map.of("image", picture(0xFF0000), "strength", 1.5))));
        assertMissing("conditioner", TEXT, unit(picture(0xFF0000), 1.5));
        assertMissing("conditioner", TEXT, sdnext);
        with("org.example.pull", Conditioner.class, Pull.class, () -> {
            int[] steered = pixels(TEXT, unit(picture(0xFF0000), 1.5));
            assertFalse(Arrays.equals(plain, steered), "it changes nothing");
            assertArrayEquals(steered, pixels(TEXT, sdnext), "SD.Next asks for the same in other words");
            assertArrayEquals(plain, pixels(TEXT, unit(picture(0xFF0000), 0)), "a weight of 0 is no control");
        });
        assertMissing("conditioner", TEXT, sdnext);
    }

    @Test
    void faces_are_restored_as_soon_as_a_plugin_does_it() throws Exception {
        int[] plain = pixels(TEXT, wish(Map.of()));
        assertMissing("postprocessor \"facerestorer\"", TEXT, wish(Map.of("restore_faces", true)));
        with("org.example.facerestorer", PostProcessor.class, FlipPlugin.class, () -> {
            int[] flipped = pixels(TEXT, wish(Map.of("restore_faces", true)));
            for (int y = 0; y < SIDE; y++) {
                assertArrayEquals(Arrays.copyOfRange(plain, y * SIDE, (y + 1) * SIDE), Arrays.copyOfRange(flipped, (SIDE - 1 - y) * SIDE, (SIDE - y) * SIDE));
            }
        });
        assertMissing("postprocessor", TEXT, wish(Map.of("restore_faces", true)));
    }

    @Test
    void our_own_api_takes_the_same_by_the_name_of_an_upload() throws Exception {
        Api.Answer upload = Api.post("/api/uploads", Base64.getDecoder().decode(picture(0x00FF00)));
        assertEquals(201, upload.status(), upload.toString());
        var settings = new HashMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a cat", "steps", 4, "width", SIDE, "height", SIDE, "seed", 5));
        settings.put("image", Map.of("id", "begin", "params", Map.of("picture", upload.text("name"), "strength", 0.25)));
        assertEquals(400, Api.post("/api/jobs", settings).status());
        with("org.example.begin", ImageToImage.class, Begin.class, () -> {
            JsonObject job = Api.awaitEnd(Api.submit(settings), Duration.ofMinutes(1));
            assertEquals("done", job.get("state").getAsString(), job.toString());
            assertEquals(upload.text("name"), job.getAsJsonObject("request").getAsJsonObject("image").getAsJsonObject("params").get("picture").getAsString());
            settings.put("image", Map.of("id", "begin", "params", Map.of("picture", "upload:none")));
            assertEquals(404, Api.post("/api/jobs", settings).status(), "a picture that is not there is missed before work starts");
        });
        assertEquals(400, Api.post("/api/uploads", "no picture".getBytes()).status());
    }
}
