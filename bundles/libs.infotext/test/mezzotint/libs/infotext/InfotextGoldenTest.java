package mezzotint.libs.infotext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Infotext and pictures as AUTOMATIC1111 and SD.Next read and write them. */
@Tag(Goldens.TAG)
class InfotextGoldenTest {

    private static final JsonObject GOLDEN = Goldens.json("infotext/infotext.json").getAsJsonObject();
    private static final Gson GSON = new Gson().newBuilder().serializeNulls().create();

    @TestFactory
    Stream<DynamicTest> parsesAsA1111() {
        return each(GOLDEN.get("cases"), c -> assertSame(c.get("a1111"), GenerationParameters.parse(text(c, "text"))));
    }

    /**
     * SD.Next deletes its prompt wherever it comes again, even among the parameters: of the prompt {@code x} in
     * {@code 512 x 512}. We cut it off the front.
     */
    @TestFactory
    Stream<DynamicTest> parsesAsSdNext() {
        return each(GOLDEN.get("cases"), c -> {
            JsonObject expected = c.getAsJsonObject("sdnext");
            if (text(c, "text").startsWith("x\n") && text(c, "text").contains("512 x 512")) {
                assertEquals("512 512", text(expected, "Size"));
                expected.addProperty("Size", "512 x 512");
            }
            assertSame(expected, SdNextParameters.parse(text(c, "text")));
        });
    }

    @TestFactory
    Stream<DynamicTest> quotes() {
        return each(GOLDEN.get("quote"), c -> {
            String written = Quotes.quote(python(c.get("in")));
            assertEquals(python(c.get("quote")), written);
            assertEquals(text(c, "unquote_of_quote"), Quotes.unquote(written));
        });
    }

    @TestFactory
    Stream<DynamicTest> unquotes() {
        return each(GOLDEN.get("unquote"), c -> assertEquals(text(c, "a1111"), Quotes.unquote(text(c, "in"))));
    }

    @TestFactory
    Stream<DynamicTest> writesByteForByte() {
        return each(GOLDEN.get("create_infotext"), c -> {
            JsonObject in = c.getAsJsonObject("in");
            String negative = in.getAsJsonArray("all_negative_prompts").get(0).getAsString();
            assertEquals(text(c, "text"), InfotextWriter.write(text(c, "prompt"), negative, facts(in, c)));
            assertSame(c.get("parsed_back"), GenerationParameters.parse(text(c, "text")));
        });
    }

    /** What create_infotext gathers of a request before it writes. */
    private static Map<String, Object> facts(JsonObject in, JsonObject golden) {
        var facts = new LinkedHashMap<String, Object>();
        Map<String, String> plain = Map.ofEntries(Map.entry("Steps", "steps"), Map.entry("Sampler", "sampler_name"),
                Map.entry("Schedule type", "scheduler"), Map.entry("CFG scale", "cfg_scale"), Map.entry("Model hash", "sd_model_hash"),
                Map.entry("Model", "sd_model_name"), Map.entry("VAE hash", "sd_vae_hash"), Map.entry("VAE", "sd_vae_name"),
                Map.entry("Variation seed strength", "subseed_strength"), Map.entry("Clip skip", "clip_skip"), Map.entry("Tiling", "tiling"),
                Map.entry("Token merging ratio", "tm"));
        plain.forEach((name, field) -> facts.put(name, value(in.get(field))));
        facts.put("Seed", value(in.getAsJsonArray("all_seeds").get(0)));
        facts.put("Variation seed", value(in.getAsJsonArray("all_subseeds").get(0)));
        facts.put("Size", text(in, "width") + "x" + text(in, "height"));
        facts.put("Seed resize from", text(in, "seed_resize_from_w") + "x" + text(in, "seed_resize_from_h"));
        facts.put("Face restoration", in.get("restore_faces").getAsBoolean() ? "CodeFormer" : null);
        facts.put("Conditional mask weight", in.get("is_using_inpainting_conditioning").getAsBoolean() ? 1.0 : null);
        facts.put("Token merging ratio hr", in.get("enable_hr").getAsBoolean() ? value(in.get("tmh")) : null);
        facts.put("ENSD", value(golden.getAsJsonObject("opts").get("eta_noise_seed_delta")));
        facts.put("RNG", text(golden.getAsJsonObject("opts"), "randn_source"));
        golden.getAsJsonObject("extra_generation_params").entrySet().forEach(e -> facts.put(e.getKey(), extra(e.getValue())));
        facts.put("Version", "v1.10.1");
        return facts;
    }

    /** A list has a value for each picture; a function stands for what it returns. */
    private static Object extra(JsonElement value) {
        Object own = value(value.isJsonArray() ? value.getAsJsonArray().get(0) : value);
        return "<function returning 'from fn'>".equals(own) ? "from fn" : own;
    }

    private static Object value(JsonElement json) {
        if (!(json instanceof JsonPrimitive p) || p.isString() || p.isBoolean()) {
            return json.isJsonNull() ? null : json.getAsJsonPrimitive().isBoolean() ? (Object) json.getAsBoolean() : json.getAsString();
        }
        return p.getAsString().contains(".") ? (Object) p.getAsDouble() : (Object) p.getAsLong();
    }

    private static String python(JsonElement json) {
        return InfotextWriter.text(value(json));
    }

    @TestFactory
    Stream<DynamicTest> readsAndWritesPictures() {
        JsonObject files = Goldens.json("infotext/files.json").getAsJsonObject();
        return files.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
            byte[] file = file(e.getKey());
            String text = text(e.getValue().getAsJsonObject(), "text");
            assertEquals(text, PictureFile.read(file).infotext().orElseThrow());
            assertEquals("other", PictureFile.read(PictureFile.write(file, "other")).infotext().orElseThrow());
            if (!e.getKey().equals("ztxt.png")) {
                assertArrayEquals(file, PictureFile.write(PictureFile.write(file, "\u732b"), text), "as its own writer wrote it");
            }
        }));
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(Goldens.path("infotext/files/" + name));
    }

    /** Equal as JSON, whatever the order and whether a number is written with a point. */
    private static void assertSame(JsonElement expected, Map<String, Object> actual) {
        assertEquals(sorted(expected.getAsJsonObject()), sorted(GSON.toJsonTree(actual).getAsJsonObject()));
    }

    private static Map<String, String> sorted(JsonObject object) {
        var out = new TreeMap<String, String>();
        object.entrySet().forEach(e -> out.put(e.getKey(), e.getValue() instanceof JsonPrimitive p && p.isNumber()
                ? String.valueOf(p.getAsDouble()) : e.getValue().toString()));
        return out;
    }

    private static String text(JsonObject object, String field) {
        return object.get(field).getAsString();
    }

    private static Stream<DynamicTest> each(JsonElement cases, Consumer<JsonObject> check) {
        Function<JsonElement, DynamicTest> test = c -> DynamicTest.dynamicTest(c.toString().substring(0, Math.min(100, c.toString().length())),
                () -> check.accept(c.getAsJsonObject().deepCopy()));
        return StreamSupport.stream(cases.getAsJsonArray().spliterator(), false).map(test);
    }
}
