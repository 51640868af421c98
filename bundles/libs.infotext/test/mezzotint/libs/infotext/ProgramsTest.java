package mezzotint.libs.infotext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What programs leave in forms of their own: what we know is a fact, all else is left by its name. */
class ProgramsTest {

    private static Reading read(Map<String, String> texts) {
        return Reading.of(new PictureFile(PictureFile.Format.PNG, 64, 48, texts)).orElseThrow();
    }

    /** A graph whose sampler has these links, and more nodes. */
    private static Reading comfy(String positive, String model, String nodes) {
        return read(Map.of("prompt", """
                {"3": {"class_type": "KSampler", "inputs": {"seed": 6687881544318117707, "steps": 9, "cfg": 5.5, "sampler_name": "euler", "scheduler": "karras",
                 "denoise": 1.0, "model": ["%s", 0], "positive": ["%s", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
                 "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "tiny.safetensors"}},
                 "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 64, "height": 48, "batch_size": 1}},
                 "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a pear", "clip": ["4", 1]}},
                 "8": {"class_type": "CLIPTextEncode", "inputs": {"text": "a fig", "clip": ["4", 1]}},
                 "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "grey", "clip": ["4", 1]}}, %s}""".formatted(model, positive, nodes)));
    }

    private static DynamicTest comfy(String name, String positive, String model, String nodes, Map<String, Object> facts, Map<String, Object> left) {
        return DynamicTest.dynamicTest(name, () -> {
            Reading reading = comfy(positive, model, nodes);
            Map.of("Seed", "6687881544318117707", "Steps", "9", "Model", "tiny", "Negative prompt", "grey").forEach((fact, value) ->
                    assertEquals(value, reading.facts().get(fact)));
            facts.forEach((fact, value) -> assertEquals(value, reading.facts().get(fact)));
            assertEquals(left, reading.left());
        });
    }

    @TestFactory
    Stream<DynamicTest> nodesOfComfyUi() {
        String fig = "\"8\": {\"class_type\": \"Reroute\", \"inputs\": {}}, ";
        return Stream.of(
                comfy("CLIPSetLastLayer", "6", "4", fig + "\"9\": {\"class_type\": \"CLIPSetLastLayer\", \"inputs\": {\"stop_at_clip_layer\": -2, \"clip\": [\"4\", 1]}}",
                        Map.of("Clip skip", "2", "Prompt", "a pear"), Map.of()),
                comfy("ConditioningCombine", "9", "4", "\"9\": {\"class_type\": \"ConditioningCombine\", \"inputs\": {\"conditioning_1\": [\"6\", 0], "
                        + "\"conditioning_2\": [\"8\", 0]}}", Map.of("Prompt", "a pear, a fig"), Map.of()),
                comfy("ConditioningConcat", "9", "4", "\"9\": {\"class_type\": \"ConditioningConcat\", \"inputs\": {\"conditioning_to\": [\"6\", 0], "
                        + "\"conditioning_from\": [\"8\", 0]}}", Map.of("Prompt", "a pear BREAK a fig"), Map.of()),
                comfy("both", "10", "4", "\"9\": {\"class_type\": \"ConditioningConcat\", \"inputs\": {\"conditioning_to\": [\"6\", 0], \"conditioning_from\": [\"8\", 0]}},"
                        + "\"10\": {\"class_type\": \"ConditioningCombine\", \"inputs\": {\"conditioning_1\": [\"9\", 0], \"conditioning_2\": [\"11\", 0]}},"
                        + "\"11\": {\"class_type\": \"CLIPTextEncode\", \"inputs\": {\"text\": [\"12\", 0]}},"
                        + "\"12\": {\"class_type\": \"StringConcatenate\", \"inputs\": {\"string_a\": \"an\", \"string_b\": \"apple\", \"delimiter\": \" \"}}",
                        Map.of("Prompt", "a pear BREAK a fig, an apple"), Map.of()),
                comfy("ConditioningAverage", "9", "4", "\"9\": {\"class_type\": \"ConditioningAverage\", \"inputs\": {\"conditioning_to\": [\"6\", 0], "
                        + "\"conditioning_from\": [\"8\", 0], \"conditioning_to_strength\": 0.6}}", Map.of("Prompt", "a pear"),
                        Map.of("ConditioningAverage", "conditioning_to_strength: 0.6", "CLIPTextEncode", "text: a fig")),
                comfy("VAELoader", "6", "4", fig + "\"9\": {\"class_type\": \"VAELoader\", \"inputs\": {\"vae_name\": \"mse.safetensors\"}}",
                        Map.of("VAE", "mse.safetensors"), Map.of()),
                comfy("LoraLoader", "6", "9", fig + "\"9\": {\"class_type\": \"LoraLoader\", \"inputs\": {\"lora_name\": \"my.safetensors\", \"strength_model\": 0.75, "
                        + "\"strength_clip\": 0.5, \"model\": [\"4\", 0], \"clip\": [\"4\", 1]}}", Map.of(),
                        Map.of("LoraLoader", "lora_name: my.safetensors, strength_model: 0.75, strength_clip: 0.5")),
                comfy("FreeU, ModelSamplingDiscrete", "6", "9", fig + "\"9\": {\"class_type\": \"FreeU\", \"inputs\": {\"b1\": 1.3, \"model\": [\"10\", 0]}}, "
                        + "\"10\": {\"class_type\": \"ModelSamplingDiscrete\", \"inputs\": {\"sampling\": \"v_prediction\", \"zsnr\": true, \"model\": [\"4\", 0]}}",
                        Map.of(), Map.of("FreeU", "b1: 1.3", "ModelSamplingDiscrete", "sampling: v_prediction, zsnr: true")),
                comfy("ControlNet", "9", "4", fig + "\"9\": {\"class_type\": \"ControlNetApply\", \"inputs\": {\"strength\": 0.8, \"conditioning\": [\"6\", 0], "
                        + "\"control_net\": [\"10\", 0], \"image\": [\"11\", 0]}}, \"10\": {\"class_type\": \"ControlNetLoader\", \"inputs\": {\"control_net_name\": \"canny\"}}, "
                        + "\"11\": {\"class_type\": \"LoadImage\", \"inputs\": {\"image\": \"a.png\"}}", Map.of("Prompt", "a pear"),
                        Map.of("ControlNetApply", "strength: 0.8", "ControlNetLoader", "control_net_name: canny", "LoadImage", "image: a.png")),
                comfy("a second KSampler", "6", "4", fig + "\"9\": {\"class_type\": \"KSampler\", \"inputs\": {\"seed\": 1, \"steps\": 4, \"denoise\": 0.5, \"model\": [\"4\", 0], "
                        + "\"positive\": [\"6\", 0], \"negative\": [\"7\", 0], \"latent_image\": [\"3\", 0]}}", Map.of(),
                        Map.of("KSampler", "seed: 1, steps: 4, denoise: 0.5")),
                comfy("a node without values", "6", "9", fig + "\"9\": {\"class_type\": \"HyperTile\", \"inputs\": {\"model\": [\"4\", 0]}}", Map.of(), Map.of("HyperTile", "")),
                comfy("what only keeps", "6", "4", fig + "\"9\": {\"class_type\": \"SaveImage\", \"inputs\": {\"filename_prefix\": \"x\", \"images\": [\"3\", 0]}}", Map.of(),
                        Map.of()));
    }

    @Test
    void workflowsOfTheEditor() {
        Reading reading = read(Map.of("workflow", """
                {"nodes": [
                  {"id": 3, "type": "KSampler", "widgets_values": [6687881544318117707, "randomize", 20, 8, "euler", "karras", 1], "inputs": [
                    {"name": "model", "link": 1}, {"name": "positive", "link": 4}, {"name": "latent_image", "link": 2}]},
                  {"id": 4, "type": "CheckpointLoaderSimple", "widgets_values": ["tiny.safetensors"]},
                  {"id": 5, "type": "EmptyLatentImage", "widgets_values": [64, 48, 1]},
                  {"id": 6, "type": "CLIPTextEncode", "widgets_values": ["a cat"], "inputs": [{"name": "clip", "link": 3}]},
                  {"id": 8, "type": "LoraLoader", "widgets_values": ["my.safetensors", 0.75, 0.5], "inputs": [{"name": "model", "link": 5}]},
                  {"id": 9, "type": "Odd", "widgets_values": [true, "x"]}, {"id": 10, "type": "FreeU", "mode": 4, "widgets_values": [1.1]},
                  {"id": 11, "type": "CLIPSetLastLayer", "widgets_values": [-2], "inputs": [{"name": "clip", "link": 6}]}],
                 "links": [[1, 8, 0, 3, 0, "MODEL"], [2, 5, 0, 3, 3, "LATENT"], [3, 11, 0, 6, 0, "CLIP"], [4, 6, 0, 3, 1, "CONDITIONING"], [5, 4, 0, 8, 0, "MODEL"],
                  [6, 4, 1, 11, 0, "CLIP"]]}"""));
        assertEquals("a cat\nSteps: 20, Sampler: euler, Schedule type: karras, CFG scale: 8, Seed: 6687881544318117707, Size: 64x48, Model: tiny, Clip skip: 2, RNG: CPU",
                reading.infotext());
        assertEquals(Map.of("LoraLoader", "lora_name: my.safetensors, strength_model: 0.75, strength_clip: 0.5", "Odd", "value 1: true, value 2: x"), reading.left());
    }

    /** Twenty-five levels of two ways each would be thirty million ways. */
    @Test
    void graphsOfManyWaysArePassedOnce() {
        var nodes = new StringBuilder();
        for (int i = 100; i < 125; i++) {
            nodes.append("\"%d\": {\"class_type\": \"ConditioningCombine\", \"inputs\": {\"conditioning_1\": [\"%d\", 0], \"conditioning_2\": [\"%d\", 0]}}, "
                    .formatted(i, i + 1, i + 1));
        }
        nodes.append("\"125\": {\"class_type\": \"CLIPTextEncode\", \"inputs\": {\"text\": \"deep\"}}");
        assertEquals("deep", comfy("100", "4", nodes.toString()).facts().get("Prompt"));
    }

    @Test
    void zeroedConditioningIsNoPrompt() {
        Reading reading = read(Map.of("prompt", """
                {"3": {"class_type": "KSampler", "inputs": {"seed": 1, "steps": 9, "positive": ["6", 0], "negative": ["7", 0]}},
                 "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a pear"}}, "7": {"class_type": "ConditioningZeroOut", "inputs": {"conditioning": ["6", 0]}}}"""));
        assertEquals("", reading.facts().get("Negative prompt"));
        assertEquals(Map.of(), reading.left());
    }

    @Test
    void invokeAiLeavesNothingUnsaid() {
        Reading reading = read(Map.of("invokeai_metadata", """
                {"app_version": "5.4.3", "generation_mode": "sdxl_txt2img", "positive_prompt": "a lake", "negative_prompt": "mud", "width": 64, "height": 48,
                 "seed": 9223372036854775807, "rand_device": "cpu", "cfg_scale": 7.5, "cfg_rescale_multiplier": 0.7, "steps": 8, "scheduler": "dpmpp_2m_k", "clip_skip": 0,
                 "model": {"key": "k", "hash": "blake3:00", "name": "tiny", "base": "sd-1", "type": "main"}, "vae": null, "controlnets": [{"control_weight": 0.5}],
                 "ipAdapters": [{"weight": 1}], "t2iAdapters": [], "refiner_model": {"name": "r"}, "refiner_steps": 5, "hrf_enabled": true, "hrf_strength": 0.4,
                 "seamless_x": true, "positive_style_prompt": "oil", "negative_style_prompt": "mud", "regions": [{"prompt": "a duck"}],
                 "loras": [{"model": {"name": "my lora"}, "weight": 0.75}]}"""));
        assertEquals("9223372036854775807", reading.facts().get("Seed"));
        assertEquals(Set.of("cfg_rescale_multiplier", "controlnets", "ipAdapters", "refiner_model", "refiner_steps", "hrf_enabled", "hrf_strength", "seamless_x",
                "positive_style_prompt", "regions", "loras"), reading.left().keySet());
        assertTrue(String.valueOf(reading.left().get("loras")).contains("my lora"), reading.left().toString());
        assertEquals(Map.of("generation_mode", "img2img"), read(Map.of("invokeai_metadata",
                "{\"generation_mode\": \"img2img\", \"positive_prompt\": \"a lake\"}")).left());
    }

    private static final String NOVEL = """
            {"prompt": "1girl, forest", "steps": 23, "height": 48, "width": 64, "scale": 6.0, "uncond_scale": 0.0, "cfg_rescale": 0.2, "seed": 3301571684,
             "n_samples": 1, "noise_schedule": "%s", "sampler": "k_euler_ancestral", "v4_prompt": {"caption": {"base_caption": "1girl, forest",
             "char_captions": [{"char_caption": "girl, red hat", "centers": [{"x": 0.5, "y": 0.5}]}]}, "use_coords": false, "use_order": true},
             "v4_negative_prompt": {"caption": {"base_caption": "lowres", "char_captions": []}}%s}""";

    private static void assertNovel(String schedule, Reading reading) {
        assertEquals("NovelAI", reading.program());
        assertEquals("1girl, forest, girl, red hat", reading.facts().get("Prompt"));
        assertEquals("lowres", reading.facts().get("Negative prompt"));
        assertEquals(schedule, reading.facts().get("Schedule type"));
        assertEquals(Set.of("uncond_scale", "cfg_rescale", "v4_prompt.caption.char_captions", "v4_prompt.use_coords", "v4_prompt.use_order"), reading.left().keySet());
    }

    @Test
    void novelAi4() {
        for (String uc : new String[] {"", ", \"uc\": \"lowres\""}) {
            assertNovel("exponential", read(Map.of("Software", "NovelAI", "Description", "1girl, forest", "Comment", NOVEL.formatted("exponential", uc))));
            assertNovel("Uniform", read(Map.of("Software", "NovelAI", "Comment", NOVEL.formatted("native", uc))));
        }
        String comment = NOVEL.formatted("karras", "");
        byte[] alone = Pixels.exif(ByteOrder.BIG_ENDIAN, Map.of(0x0131, Pixels.ascii("NovelAI\0"), 0x010E, Pixels.ascii("1girl, forest\0"), 0x9286,
                Pixels.ascii("ASCII\0\0\0" + comment)));
        assertNovel("karras", Reading.of(PictureFile.read(Pixels.webp("EXIF", alone))).orElseThrow());
        var all = new JsonObject();
        all.addProperty("Software", "NovelAI");
        all.addProperty("Description", "1girl, forest");
        all.addProperty("Comment", comment);
        byte[] whole = Pixels.exif(ByteOrder.LITTLE_ENDIAN, Map.of(0x9286, Pixels.joined(Pixels.ascii("UNICODE\0"), all.toString().getBytes(StandardCharsets.UTF_16LE))));
        assertNovel("karras", Reading.of(PictureFile.read(Pixels.webp("EXIF", whole))).orElseThrow());
    }

    private static final Map<String, String> OTHERS = Map.of(
            "Fooocus", """
                    {"adm_guidance": "(1.5, 0.8, 0.3)", "base_model": "tiny", "guidance_scale": 4, "metadata_scheme": "fooocus", "negative_prompt": "mud", "performance": "Speed",
                     "prompt": "a lake", "resolution": "(64, 48)", "sampler": "dpmpp_2m_sde_gpu", "scheduler": "karras", "seed": "11", "sharpness": 2, "steps": 30,
                     "version": "Fooocus v2.2.0"}""",
            "SwarmUI", """
                    {"sui_image_params": {"prompt": "a lake", "negativeprompt": "mud", "model": "OfficialStableDiffusion/tiny", "seed": 11, "steps": 30, "cfgscale": 4.0,
                     "width": 64, "height": 48, "sampler": "dpmpp_2m_sde", "scheduler": "karras", "loras": ["x"], "loraweights": ["1"], "swarm_version": "0.9"},
                     "sui_extra_data": {"date": "2024-05-01", "generation_time": "3s"}}""",
            "Easy Diffusion", """
                    {"prompt": "a lake", "negative_prompt": "mud", "seed": 11, "num_inference_steps": 30, "guidance_scale": 4, "width": 64, "height": 48,
                     "sampler_name": "dpmpp_2m_sde", "scheduler_name": "karras", "use_stable_diffusion_model": "tiny", "use_upscale": "RealESRGAN"}""",
            "Draw Things", """
                    {"c": "a lake", "uc": "mud", "seed": 11, "steps": 30, "scale": 4, "size": "64x48", "sampler": "DPM++ 2M SDE Karras", "model": "tiny.ckpt", "strength": 1,
                     "mask_blur": 1.5, "v2": {"aestheticScore": 6}}""");
    private static final Map<String, Set<String>> LEFT = Map.of("Fooocus", Set.of("adm_guidance", "performance", "sharpness"),
            "SwarmUI", Set.of("sui_image_params.loras", "sui_image_params.loraweights"), "Easy Diffusion", Set.of("use_upscale"), "Draw Things", Set.of("mask_blur"));

    private static void assertLake(String program, Reading reading) {
        assertEquals(program, reading.program());
        Map.of("Prompt", "a lake", "Negative prompt", "mud", "Steps", "30", "Seed", "11", "Size-1", "64", "Size-2", "48", "Model", "tiny").forEach((name, value) ->
                assertEquals(value, reading.facts().get(name), name));
        assertTrue(Double.parseDouble(String.valueOf(reading.facts().get("CFG scale"))) == 4, reading.facts().toString());
        assertEquals(LEFT.get(program), reading.left().keySet());
    }

    @TestFactory
    Stream<DynamicTest> otherProgramsAreRead() {
        return OTHERS.entrySet().stream().map(other -> DynamicTest.dynamicTest(other.getKey(), () -> {
            byte[] exif = Pixels.exif(ByteOrder.BIG_ENDIAN, Map.of(0x9286, Pixels.ascii("ASCII\0\0\0" + other.getValue())));
            assertLake(other.getKey(), read(Map.of("parameters", other.getValue())));
            assertLake(other.getKey(), Reading.of(PictureFile.read(Pixels.jpeg(0xFFE1, Pixels.joined(Pixels.ascii("Exif\0\0"), exif)))).orElseThrow());
            assertLake(other.getKey(), Reading.of(PictureFile.read(Pixels.webp("EXIF", exif))).orElseThrow());
            assertLake(other.getKey(), Reading.of(other.getValue()));
        }));
    }

    @Test
    void otherProgramsInPlacesOfTheirOwn() {
        assertLake("Easy Diffusion", read(Map.of("prompt", "a lake", "negative_prompt", "mud", "seed", "11", "num_inference_steps", "30", "guidance_scale", "4", "width", "64",
                "height", "48", "use_stable_diffusion_model", "models/tiny.safetensors", "use_upscale", "RealESRGAN")));
        String xml = "<x:xmpmeta><exif:UserComment><rdf:Alt><rdf:li xml:lang=\"x-default\">" + OTHERS.get("Draw Things").replace("\"", "&quot;")
                + "</rdf:li></rdf:Alt></exif:UserComment></x:xmpmeta>";
        assertLake("Draw Things", Reading.of(PictureFile.read(Pixels.png("iTXt", Pixels.ascii("XML:com.adobe.xmp\0\0\0\0\0" + xml)))).orElseThrow());
        assertLake("Draw Things", Reading.of(PictureFile.read(Pixels.jpeg(0xFFE1, Pixels.ascii("http://ns.adobe.com/xap/1.0/\0" + xml)))).orElseThrow());
        Reading a1111 = read(Map.of("parameters", "a lake\nNegative prompt: mud\nSteps: 30, Sampler: DPM++ 2M SDE Karras, Seed: 11, Size: 64x48, CFG scale: 4, "
                + "Model: tiny, Sharpness: 2, Version: Fooocus v2.5.0", "fooocus_scheme", "a1111"));
        assertEquals("Fooocus", a1111.program());
        assertEquals("2", a1111.facts().get("Sharpness"));
        Reading old = read(Map.of("Dream", "a lake -s 30", "sd-metadata", """
                {"model": "stable diffusion", "model_weights": "tiny", "app_id": "invoke-ai/InvokeAI", "app_version": "2.3.5", "image": {"prompt": [{"prompt": "a lake [mud]",
                 "weight": 1.0}], "steps": 30, "cfg_scale": 4, "threshold": 0, "perlin": 0.1, "height": 48, "width": 64, "seed": 11, "type": "txt2img", "sampler": "k_lms",
                 "variations": [], "postprocessing": null}}"""));
        assertEquals("a lake\nNegative prompt: mud\nSteps: 30, Sampler: k_lms, CFG scale: 4, Seed: 11, Size: 64x48, Model: tiny, RNG: CPU", old.infotext());
        assertEquals(Map.of("image.threshold", "0", "image.perlin", "0.1"), old.left());
    }

    @TestFactory
    Stream<DynamicTest> jsonOfOthersIsNeverAPrompt() {
        return Stream.of("{\"prompt\": \"a lake\", \"magic\": 5}", "{\"a\": 1}", "{}", "{\"settings\": {\"prompt\": \"x\"}}", " {\"Steps\": 5, \"Seed\": 6}\n")
                .map(json -> DynamicTest.dynamicTest(json, () -> {
                    for (String place : new String[] {"parameters", "UserComment", "comment"}) {
                        Problem told = assertThrows(Problem.class, () -> read(Map.of(place, json)));
                        assertEquals(Problem.Kind.UNSUPPORTED, told.kind());
                    }
                    assertEquals(Problem.Kind.UNSUPPORTED, assertThrows(Problem.class, () -> Reading.of(json)).kind());
                }));
    }

    @Test
    void whatIsLeftIsBounded() {
        var json = new StringBuilder("{\"generation_mode\": \"txt2img\", \"positive_prompt\": \"x\"");
        for (int i = 0; i < 2000; i++) {
            json.append(", \"").append("k".repeat(300)).append(i).append("\": \"").append("v".repeat(300)).append('"');
        }
        Map<String, Object> left = read(Map.of("invokeai_metadata", json + "}")).left();
        assertTrue(left.size() <= 201 && left.entrySet().stream().allMatch(e -> e.getKey().length() + String.valueOf(e.getValue()).length() < 500), "" + left.size());
        assertEquals(1800, left.get("and more"));
    }
}
