package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.plugin.Param;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code POST /api/infotext}: from a text or a picture to the settings that make it again. */
class InfotextTest {

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    private static JsonObject read(String text) {
        Api.Answer answer = Api.post("/api/infotext", Map.of("text", text));
        assertEquals(200, answer.status(), answer.toString());
        return answer.object();
    }

    @Test
    void aTextBecomesSettingsAndSaysWhatIsLeft() {
        JsonObject answer = read("a cat\nNegative prompt: a dog\nSteps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 9, Size: 512x768, "
                + "Model hash: 6ce0161689, Model: tiny-sd15, Clip skip: 2, Hires upscaler: Latent, RNG: NV, Version: v1.6.0");
        assertEquals(JsonParser.parseString("""
                {"prompt": "a cat", "negative": "a dog", "steps": 20, "cfg": 7.5, "seed": 9, "width": 512, "height": 768, "sampler": "dpmpp2m",
                 "schedule": "karras", "model": "tiny-sd15", "encoder": {"id": "clip", "params": {"skip": 2}}, "noise": "philox"}"""),
                answer.get("settings"));
        assertEquals("AUTOMATIC1111", answer.get("program").getAsString());
        assertTrue(answer.getAsJsonArray("left").toString().contains("Hires upscaler"), answer.toString());
    }

    @Test
    void whatIsNotKnownHereIsLeft() {
        String left = read("x\nSteps: 20, Sampler: Warp 9, Schedule type: Odd, CFG scale: 7, Seed: 1, Size: 64x64, Model: nobody, "
                + "Lora hashes: \"a: 1, b: 2\"").getAsJsonArray("left").toString();
        Stream.of("Warp 9", "Odd", "nobody", "a: 1, b: 2").forEach(word -> assertTrue(left.contains(word), left));
    }

    @Test
    void aHashThatNoModelHasIsLeft() {
        JsonObject answer = read("x\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Size: 64x64, Model hash: 0123456789");
        assertTrue(answer.getAsJsonArray("left").toString().contains("0123456789"), answer.toString());
        assertTrue(!answer.getAsJsonObject("settings").has("model"), answer.toString());
    }

    @Test
    void aPictureIsMadeAgainFromItsOwnFile() throws Exception {
        String first = Api.submit(Map.of("model", "tiny-sd15", "prompt", "a cat, (red:1.2)", "steps", 3, "width", 64, "height", 64, "seed", 77,
                "sampler", "heun", "schedule", "exponential", "cfg", 3.5));
        byte[] file = picture(first);
        var raw = HttpRequest.newBuilder(Osgi.address("/api/infotext")).header("Content-Type", "image/png").POST(HttpRequest.BodyPublishers.ofByteArray(file));
        String body = HttpClient.newHttpClient().send(raw.build(), BodyHandlers.ofString()).body();
        JsonElement settings = JsonParser.parseString(body).getAsJsonObject().get("settings");
        byte[] again = picture(Api.submit(new Gson().fromJson(settings, new TypeToken<Map<String, Object>>() {}.getType())));
        assertArrayEquals(pixels(file), pixels(again));
    }

    private static byte[] picture(String job) throws Exception {
        JsonObject ended = Api.awaitEnd(job, Duration.ofMinutes(2));
        String url = ended.getAsJsonArray("pictures").get(0).getAsJsonObject().get("url").getAsString();
        return file(url);
    }

    private static byte[] file(String url) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(Osgi.address(url)).build(), BodyHandlers.ofByteArray()).body();
    }

    private static int[] pixels(byte[] file) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static final Map<String, String> FIELDS = Map.of("sampler", "sampler", "schedule", "schedule", "guidance", "guidance", "noisesource", "noise",
            "promptparser", "parser", "textencoder", "encoder", "backend", "backend");

    /** Each parameter of each bundled plugin that a picture needs no other picture for, at another value than its default. */
    @TestFactory
    Stream<DynamicTest> everyParameterComesBackFromItsPicture() {
        Plugins plugins = Osgi.service(Plugins.class);
        return plugins.list().stream().filter(e -> e.on() && FIELDS.containsKey(e.hook()) && e.bundle().startsWith("mezzotint.")
                && e.params().getRecordComponents().length > 0).map(entry -> DynamicTest.dynamicTest(entry.hook() + " " + entry.id(), () -> {
                    Map<String, Object> params = others(entry.params());
                    var asked = new TreeMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a (red:1.2) cat", "steps", 2, "width", 64, "height", 64,
                            "seed", 6687881544318117707L, "sampler", "euler"));
                    asked.put(FIELDS.get(entry.hook()), Map.of("id", entry.id(), "params", params));
                    byte[] file = picture(Api.submit(asked));
                    JsonObject settings = Api.post("/api/infotext", file).object().getAsJsonObject("settings");
                    var back = new Gson().toJsonTree(params).getAsJsonObject();
                    if (back.has("scale")) {
                        assertEquals(back.remove("scale"), settings.get("cfg"));
                    } else {
                        assertEquals(back, settings.getAsJsonObject(FIELDS.get(entry.hook())).get("params"), settings.toString());
                    }
                    assertEquals("6687881544318117707", settings.get("seed").getAsString());
                    assertWords(entry, params, file, settings);
                    assertArrayEquals(pixels(file), pixels(picture(Api.submit(map(settings)))), "the same picture");
                }));
    }

    /** What has a word in infotext comes back from a picture that carries infotext alone. */
    private static void assertWords(Plugins.Entry entry, Map<String, Object> params, byte[] file, JsonObject whole) {
        Map<String, Object> named = new TreeMap<>(params);
        named.keySet().removeIf(name -> Stream.of(entry.params().getRecordComponents()).noneMatch(part -> part.getName().equals(name)
                && part.getAnnotation(Param.class).infotext().length > 0));
        String text = PictureFile.read(file).infotext().orElseThrow();
        JsonObject read = read(text).getAsJsonObject("settings");
        assertEquals(whole.get("seed"), read.get("seed"));
        if (!named.isEmpty()) {
            JsonObject back = read.getAsJsonObject(FIELDS.get(entry.hook())).getAsJsonObject("params");
            new Gson().toJsonTree(named).getAsJsonObject().entrySet().forEach(e -> assertEquals(e.getValue(), back.get(e.getKey()), text));
        }
    }

    /** A value for each component that is not its default. */
    private static Map<String, Object> others(Class<? extends Record> type) throws ReflectiveOperationException {
        Record defaults = Parameters.defaults(type);
        var others = new TreeMap<String, Object>();
        for (RecordComponent part : type.getRecordComponents()) {
            Object value = part.getAccessor().invoke(defaults);
            Param param = part.getAnnotation(Param.class);
            if (value instanceof Boolean truth) {
                others.put(part.getName(), !truth);
            } else if (value instanceof Enum<?> constant) {
                others.put(part.getName(), part.getType().getEnumConstants()[(constant.ordinal() + 1) % part.getType().getEnumConstants().length].toString()
                        .toLowerCase(Locale.ROOT));
            } else if (value instanceof Double number) {
                others.put(part.getName(), number - 0.25 >= param.min() ? number - 0.25 : number + 0.25);
            } else if (value instanceof Number number) {
                long step = Math.max(1, (long) param.step()) * (param.unit().equals("px") ? 4 : 1);
                others.put(part.getName(), number.longValue() + step <= param.max() ? number.longValue() + step : number.longValue() - step);
            }
        }
        return others;
    }

    private static Map<String, Object> map(JsonObject settings) {
        return new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create().fromJson(settings, new TypeToken<Map<String, Object>>() {}.getType());
    }

    @Test
    void onePictureOfABatchComesBackAlone() throws Exception {
        Map<String, Object> varied = Map.of("id", "torch", "params", Map.of("variationSeed", 5, "variationStrength", 0.25));
        for (Object noise : List.of("torch", varied)) {
            JsonObject ended = Api.awaitEnd(Api.submit(Map.of("model", "tiny-sd15", "prompt", "a cat", "steps", 2, "width", 64, "height", 64, "seed", 7, "count", 2,
                    "noise", noise, "sampler", Map.of("id", "eulera", "params", Map.of("eta", 0.5)))), Duration.ofMinutes(2));
            byte[] second = file(ended.getAsJsonArray("pictures").get(1).getAsJsonObject().get("url").getAsString());
            JsonObject settings = Api.post("/api/infotext", second).object().getAsJsonObject("settings");
            assertEquals(1, settings.get("count").getAsInt());
            // Alone and in a batch a network rounds otherwise; pictures of another seed differ everywhere.
            int[] alone = pixels(picture(Api.submit(map(settings))));
            int[] inBatch = pixels(second);
            int most = IntStream.range(0, alone.length).flatMap(i -> IntStream.of(0, 8, 16).map(bits -> Math.abs((alone[i] >> bits & 255) - (inBatch[i] >> bits & 255))))
                    .max().orElseThrow();
            assertTrue(most <= 3, "they differ by " + most);
        }
    }

    @Test
    void whatOurOwnPictureNamesAndIsNotHereIsLeft() {
        String told = """
                {"request": {"model": "tiny-sd15", "prompt": "a cat", "negative": 5, "steps": 3, "cfg": 3.5, "width": 64, "height": 64, "seed": 7, "count": 1,
                 "sampler": {"id": "warp", "params": {"x": 1}}, "schedule": "karras", "noise": {"id": "torch", "params": {"odd": 1}}, "watchers": ["nobody"], "more": 1},
                 "picture": 0}""";
        byte[] file = Png.encode(Image.paint(8, 8, (x, y) -> 0), Map.of(Png.PROVENANCE, told));
        JsonObject answer = Api.post("/api/infotext", file).object();
        assertEquals("Mezzotint", answer.get("program").getAsString());
        assertEquals(JsonParser.parseString("""
                {"model": "tiny-sd15", "prompt": "a cat", "steps": 3, "cfg": 3.5, "width": 64, "height": 64, "seed": 7, "count": 1, "schedule": "karras", "noise": "torch"}"""),
                answer.get("settings"));
        String left = answer.get("left").toString();
        Stream.of("warp", "odd", "nobody", "more", "negative").forEach(word -> assertTrue(left.contains(word), left));
        for (String damaged : List.of("{", "{}", "[1]", "{\"request\": 5}", "{\"request\": {}, \"picture\": \"x\"}")) {
            assertEquals(404, Api.post("/api/infotext", Png.encode(Image.paint(8, 8, (x, y) -> 0), Map.of(Png.PROVENANCE, damaged))).status());
        }
    }

    @Test
    void settingsOfPluginsAreWrittenAsA1111SpellsThem() throws Exception {
        Map<String, List<Object>> cases = Map.of("Eta: 0", List.of("Euler a", Map.of("eta", 0)), "Sigma churn: 10", List.of("Euler", Map.of("s_churn", 10)),
                "Sigma tmin: 0.5", List.of("Heun", Map.of("s_churn", 1, "s_tmin", 0.5)), "Sigma noise: 1.01", List.of("DPM2", Map.of("s_churn", 1, "s_noise", 1.01)),
                "Eta DDIM: 0.5", List.of("DDIM", Map.of("eta", 0.5)));
        for (var one : cases.entrySet()) {
            var body = new TreeMap<String, Object>(Map.of("prompt", "a cat", "steps", 2, "width", 64, "height", 64, "seed", 3, "sampler_name", one.getValue().get(0),
                    "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15")));
            ((Map<?, ?>) one.getValue().get(1)).forEach((name, value) -> body.put((String) name, value));
            JsonObject made = Api.post("/sdapi/v1/txt2img", body).object();
            byte[] file = Base64.getDecoder().decode(made.getAsJsonArray("images").get(0).getAsString());
            String text = PictureFile.read(file).infotext().orElseThrow();
            assertTrue(text.contains(", " + one.getKey() + ","), text);
            var again = new TreeMap<String, Object>(Map.of("infotext", text));
            JsonObject second = Api.post("/sdapi/v1/txt2img", again).object();
            assertArrayEquals(pixels(file), pixels(Base64.getDecoder().decode(second.getAsJsonArray("images").get(0).getAsString())), text);
        }
    }

    @Test
    void settingsOfPluginsAreReadAsA1111SpellsThem() {
        JsonObject settings = read("a (red:1.4) apple\nSteps: 12, Sampler: Euler, Schedule type: Karras, CFG scale: 6.5, Seed: 42, Size: 64x48, Clip skip: 2, "
                + "Emphasis: No norm, Sigma churn: 10, Sigma tmax: 5.5, Schedule rho: 5, ENSD: 31337, Version: v1.9.4").getAsJsonObject("settings");
        assertEquals(JsonParser.parseString("""
                {"sampler": {"id": "euler", "params": {"churn": 10.0, "tmax": 5.5}}, "schedule": {"id": "karras", "params": {"rho": 5.0}},
                 "encoder": {"id": "clip", "params": {"skip": 2, "emphasis": "no_norm"}}, "noise": {"id": "philox", "params": {"etaSeedDelta": 31337}}}""").getAsJsonObject()
                .entrySet(), settings.entrySet().stream().filter(e -> e.getValue().isJsonObject()).collect(Collectors.toSet()));
        JsonObject none = read("a (red:1.4) apple\nSteps: 12, Sampler: Euler a, CFG scale: 6.5, Seed: 42, Emphasis: None, Eta: 0.5, Sigma churn: 10");
        assertEquals(JsonParser.parseString("{\"id\":\"weights\",\"params\":{\"read\":false}}"), none.getAsJsonObject("settings").get("parser"));
        assertEquals(JsonParser.parseString("{\"id\":\"eulera\",\"params\":{\"eta\":0.5}}"), none.getAsJsonObject("settings").get("sampler"));
        assertEquals(1, none.getAsJsonArray("left").size(), none.toString());
        assertTrue(none.get("left").toString().contains("Sigma churn"));
        JsonObject usual = read("a (red:1.4) apple\nSteps: 12, Sampler: DPM++ 2M SDE Heun, Schedule type: SGM Uniform, CFG scale: 6.5, Seed: 42, Emphasis: Original, Eta: 1");
        assertEquals("[]", usual.get("left").toString());
        assertEquals(JsonParser.parseString("{\"id\":\"dpmpp2msde\",\"params\":{\"solver\":\"heun\"}}"), usual.getAsJsonObject("settings").get("sampler"));
    }

    @Test
    void seedsAreExactOrRefused() {
        String text = "x\nSteps: 2, Sampler: Euler, CFG scale: 7, Size: 64x64, Seed: ";
        for (String seed : List.of("0", "4294967296", "999999999999999999", "6687881544318117707", "9223372036854775807")) {
            assertEquals(seed, read(text + seed).getAsJsonObject("settings").get("seed").getAsString());
        }
        for (String seed : List.of("9223372036854775808", "18446744073709551615", "99999999999999999999999")) {
            JsonObject answer = read(text + seed);
            assertTrue(!answer.getAsJsonObject("settings").has("seed"), answer.toString());
            assertTrue(answer.get("left").toString().contains("larger than 9223372036854775807"), answer.toString());
        }
        JsonObject varied = read(text + "5, Variation seed: 9223372036854775807, Variation seed strength: 0.5, RNG: CPU").getAsJsonObject("settings");
        assertEquals("9223372036854775807", varied.getAsJsonObject("noise").getAsJsonObject("params").get("variationSeed").getAsString());
        var huge = new BigInteger("9223372036854775808");
        for (String way : List.of("/api/jobs", "/sdapi/v1/txt2img")) {
            for (Object seed : List.of(huge, huge.shiftLeft(1), huge.shiftLeft(9))) {
                Api.Answer refused = Api.post(way, Map.of("prompt", "x", "steps", 1, "seed", seed));
                assertTrue((refused.status() == 400 || refused.status() == 422) && refused.toString().contains("63 bits"), refused.toString());
            }
            for (String count : List.of("count", "batch_size", "n_iter")) {
                if (count.equals("count") == way.equals("/api/jobs")) {
                    Api.Answer refused = Api.post(way, Map.of("prompt", "x", "steps", 1, "seed", Long.MAX_VALUE, count, 2));
                    assertTrue(refused.status() == 400 && refused.toString().contains("63 bits"), refused.toString());
                }
            }
        }
        assertEquals(400, Api.post("/api/jobs", Map.of("prompt", "x", "steps", 1, "count", 2, "noise", Map.of("id", "torch", "params",
                Map.of("variationSeed", Long.MAX_VALUE, "variationStrength", 0.5)))).status());
    }

    @Test
    void theLargestSeedIsWrittenAndReadBack() throws Exception {
        JsonObject made = Api.post("/sdapi/v1/txt2img", Map.of("prompt", "x", "steps", 1, "seed", Long.MAX_VALUE, "width", 64, "height", 64,
                "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15"))).object();
        String image = made.getAsJsonArray("images").get(0).getAsString();
        assertEquals("9223372036854775807", Api.post("/api/infotext", Map.of("image", image)).object().getAsJsonObject("settings").get("seed").getAsString());
        assertTrue(made.get("info").getAsString().contains("\"seed\":9223372036854775807"), made.get("info").getAsString());
    }

    @Test
    void jsonOfAnUnknownProgramIsNamed() {
        byte[] file = Png.encode(Image.paint(8, 8, (x, y) -> 0), "{\"prompt\": \"a lake\", \"magic\": 5}");
        Api.Answer refused = Api.post("/api/infotext", file);
        assertEquals(501, refused.status());
        assertTrue(refused.text("detail").contains("prompt, magic"), refused.toString());
        JsonObject info = Api.post("/sdapi/v1/png-info", Map.of("image", Base64.getEncoder().encodeToString(file))).object();
        assertEquals("{}", info.get("parameters").toString());
    }

    @TestFactory
    Stream<DynamicTest> readsEveryFormat() {
        return Stream.of("ascii.png", "ztxt.png", "photo.jpg", "photo.webp").map(name -> DynamicTest.dynamicTest(name, () -> {
            String image = Base64.getEncoder().encodeToString(Files.readAllBytes(Goldens.path("infotext/files/" + name)));
            String text = Goldens.json("infotext/files.json").getAsJsonObject().getAsJsonObject(name).get("text").getAsString();
            assertEquals(text, Api.post("/api/infotext", Map.of("image", image)).text("infotext"));
            JsonObject info = Api.post("/sdapi/v1/png-info", Map.of("image", "data:image/x;base64," + image)).object();
            assertEquals(text, info.get("info").getAsString());
            assertTrue(info.getAsJsonObject("parameters").has("Prompt"), info.toString());
        }));
    }

    @Test
    void whatCannotBeReadIsToldInWords() {
        assertEquals(400, Api.post("/api/infotext", "no picture".getBytes()).status());
        assertEquals(400, Api.post("/api/infotext", Map.of("image", "AAAA")).status());
        assertEquals(400, Api.post("/api/infotext", Map.of("prompt", "x")).status());
    }
}
