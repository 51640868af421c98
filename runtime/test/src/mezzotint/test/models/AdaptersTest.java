package mezzotint.test.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.image.Image;
import mezzotint.plugin.Problem;
import mezzotint.studio.Picture;
import mezzotint.studio.Progress;
import mezzotint.studio.Studio;
import mezzotint.studio.Watcher;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.Pixels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Adapters from the prompt, by every way in; their values are the golden tests' matter. */
class AdaptersTest {

    private final Studio studio = Osgi.service(Studio.class);

    @BeforeAll
    static void offer() throws Exception {
        GoldenModel.offer("tiny-sd15");
        for (String file : List.of("kohya", "peft", "norm")) {
            GoldenModel.offerExtra("Lora", "nets/lora/" + file + ".safetensors");
        }
    }

    private static Map<String, Object> settings(String prompt) {
        return new HashMap<>(Map.of("model", "tiny-sd15", "prompt", prompt, "steps", 2, "width", 64, "height", 64, "seed", 7));
    }

    private Picture picture(String prompt) {
        return studio.generate(studio.request(settings(prompt)), progress -> { }).get(0);
    }

    private static int pixels(Picture picture) {
        Image image = picture.image();
        int[] all = new int[image.width() * image.height()];
        Arrays.setAll(all, i -> image.rgb(i % image.width(), i / image.width()));
        return Arrays.hashCode(all);
    }

    @Test
    void without_it_the_picture_is_what_it_was() {
        int before = pixels(picture("a cat"));
        int with = pixels(picture("a cat<lora:kohya:0.8>"));
        assertNotEquals(before, with);
        assertEquals(before, pixels(picture("a cat")));
        assertEquals(before, pixels(picture("a cat<lora:kohya:0>")), "of no strength");
        assertEquals(with, pixels(picture("<lora:Kohya.safetensors:0.8>a cat")), "called otherwise");
        assertEquals(with, pixels(picture("a cat<lyco:kohya:te=0.8>")));
        assertNotEquals(with, pixels(picture("a cat<lora:kohya:0.8:0.3>")));
        assertNotEquals(with, pixels(picture("a cat<lora:kohya:0.8><lora:peft:0.5>")));
    }

    @Test
    void every_way_in_makes_the_same_picture() {
        int asked = pixels(picture("a cat<lora:kohya:0.8>"));
        var a1111 = new HashMap<String, Object>(Map.of("prompt", "a cat<lora:kohya:0.8>", "seed", 7, "steps", 2, "width", 64, "height", 64,
                "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15")));
        Request defaults = Request.of(studio.request(settings("a cat")));
        a1111.putAll(Map.of("sampler_name", defaults.sampler(), "scheduler", defaults.schedule(), "cfg_scale", defaults.scale()));
        assertEquals(asked, Pixels.of(Api.post("/sdapi/v1/txt2img", a1111)));
    }

    /** What a request says where the test does not. */
    private record Request(String sampler, String schedule, double scale) {

        static Request of(mezzotint.studio.Request request) {
            return new Request(request.walk().sampler().id(), request.walk().schedule().id(), ((Number) request.walk().guidance().params().get("scale")).doubleValue());
        }
    }

    @Test
    void a_picture_tells_of_it() {
        Picture picture = picture("a cat<lora:kohya:0.8><lora:peft:0.5>");
        assertTrue(picture.infotext().contains("Lora hashes: \"kohya: ") && picture.infotext().matches("(?s).*\"kohya: [0-9a-f]{12}, peft: [0-9a-f]{12}\".*"), picture.infotext());
        assertTrue(picture.infotext().startsWith("a cat<lora:kohya:0.8><lora:peft:0.5>\n"), picture.infotext());
        JsonObject provenance = JsonParser.parseString(picture.provenance()).getAsJsonObject();
        assertEquals(List.of("kohya", "peft"), provenance.getAsJsonArray("adapters").asList().stream().map(each -> each.getAsJsonObject().get("name").getAsString()).toList());
        assertTrue(provenance.getAsJsonArray("adapters").get(0).getAsJsonObject().get("sha256").getAsString().matches("[0-9a-f]{64}"));
        assertTrue(!picture("a cat").provenance().contains("\"adapters\"") && !picture("a cat").infotext().contains("Lora"));
    }

    /** The settings that a text becomes make the picture again; a file of the name with something else in it is told. */
    @Test
    void its_text_is_read_again() {
        Picture picture = picture("a cat<lora:kohya:0.8>");
        JsonObject read = Api.post("/api/infotext", Map.of("text", picture.infotext())).object();
        assertTrue(!read.getAsJsonArray("left").toString().contains("Lora"), read.toString());
        assertEquals("a cat<lora:kohya:0.8>", read.getAsJsonObject("settings").get("prompt").getAsString());
        String other = picture.infotext().replaceFirst("kohya: [0-9a-f]{12}", "kohya: 0123456789ab");
        assertTrue(Api.post("/api/infotext", Map.of("text", other)).object().getAsJsonArray("left").toString().contains("the file kohya here is another one"));
    }

    @Test
    void lists_those_there_are() {
        List<String> names = Api.get("/sdapi/v1/loras").json().getAsJsonArray().asList().stream().map(each -> each.getAsJsonObject().get("name").getAsString()).toList();
        assertTrue(names.containsAll(List.of("kohya", "mono", "norm", "peft")), names.toString());
    }

    @Test
    void what_has_no_place_in_the_model_is_told() throws Exception {
        Path folder = Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("models/Lora/partial.safetensors");
        byte[] header = """
                {"lora_unet_conv_in.diff_b": {"dtype": "F32", "shape": [16], "data_offsets": [0, 64]}, "lora_unet_elsewhere.diff_b": {"dtype": "F32", "shape": [1], "data_offsets": [64, 68]}}"""
                .getBytes(StandardCharsets.UTF_8);
        Files.write(folder, ByteBuffer.allocate(8 + header.length + 68).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header).array());
        var notes = new ArrayList<String>();
        studio.generate(studio.request(settings("a cat<lora:partial:1>")), noting(notes));
        assertEquals(List.of("1 of 2 tensors of the Lora partial have no place in this model: lora_unet_elsewhere.diff_b"), notes);
        studio.generate(studio.request(settings("a cat<lora:kohya:1>")), noting(notes));
        assertEquals(1, notes.size(), "all of it is used");
    }

    private static Watcher noting(List<String> notes) {
        return new Watcher() {
            @Override
            public void progress(Progress progress) {}

            @Override
            public void note(String words) {
                notes.add(words);
            }
        };
    }

    @TestFactory
    Stream<DynamicTest> refuses_before_work_starts() {
        return Map.of("<lora:khoya:1>", "choose among [kohya, ", "<lora:kohya:1:dyn=4>", "choose among [te, unet]", "<lora:kohya:much>", "give a number",
                "<lora:mono:1>", "family", "<lora::1>", "name one").entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Api.Answer answer = Api.post("/api/jobs", settings("a cat" + each.getKey()));
                    assertEquals(400, answer.status(), answer.toString());
                    assertTrue(answer.text("advice").contains(each.getValue()), answer.toString());
                }));
    }

    @Test
    void refuses_it_in_the_negative_prompt() {
        var settings = settings("a cat");
        settings.put("negative", "<lora:kohya:1>");
        Api.Answer answer = Api.post("/api/jobs", settings);
        assertEquals(400, answer.status(), answer.toString());
        assertTrue(answer.text("advice").contains("write it into the prompt"), answer.toString());
    }

    @Test
    void what_is_missing_is_refused_by_name() {
        Problem problem = assertThrows(Problem.class, () -> studio.request(settings("a cat<lora:nothing of the kind:1>")));
        assertEquals("no file of the kind Lora is called nothing of the kind", problem.getMessage());
    }
}
