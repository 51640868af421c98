package mezzotint.libs.infotext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

/** What other programs leave in their pictures, in the form they leave it. */
class ReadingTest {

    private static final String FACTS = "Steps: 20, Sampler: euler_ancestral, Schedule type: karras, CFG scale: 8, Seed: 5, Size: 512x768, Model: v1-5, RNG: CPU";

    private static final String COMFY = """
            {"3": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 20, "cfg": 8, "sampler_name": "euler_ancestral", "scheduler": "karras",
              "denoise": 1, "model": ["9", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
             "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd15/v1-5.safetensors"}},
             "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 768, "batch_size": 1}},
             "6": {"class_type": "ControlNetApply", "inputs": {"conditioning": ["8", 0], "strength": 1}},
             "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "a dog", "clip": ["4", 1]}},
             "8": {"class_type": "CLIPTextEncode", "inputs": {"text": ["10", 0], "clip": ["4", 1]}},
             "9": {"class_type": "LoraLoader", "inputs": {"lora_name": "x", "model": ["4", 0]}},
             "10": {"class_type": "StringConstant", "inputs": {"string": "a cat"}}}""";

    private static final String WORKFLOW = """
            {"nodes": [
              {"id": 3, "type": "KSampler", "widgets_values": [5, "randomize", 20, 8, "euler_ancestral", "karras", 1], "inputs": [
                {"name": "model", "link": 1}, {"name": "positive", "link": 4}, {"name": "negative", "link": 6}, {"name": "latent_image", "link": 2}]},
              {"id": 4, "type": "CheckpointLoaderSimple", "widgets_values": ["v1-5.safetensors"]},
              {"id": 5, "type": "EmptyLatentImage", "widgets_values": [512, 768, 1]},
              {"id": 6, "type": "CLIPTextEncode", "widgets_values": ["a cat"], "inputs": [{"name": "clip", "link": 3}]},
              {"id": 7, "type": "CLIPTextEncode", "widgets_values": ["a dog"], "inputs": [{"name": "clip", "link": 5}]}],
             "links": [[1, 4, 0, 3, 0, "MODEL"], [2, 5, 0, 3, 3, "LATENT"], [3, 4, 1, 6, 0, "CLIP"], [4, 6, 0, 3, 1, "CONDITIONING"],
              [5, 4, 1, 7, 0, "CLIP"], [6, 7, 0, 3, 2, "CONDITIONING"]]}""";

    private static final String FLUX = """
            {"13": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["25", 0], "guider": ["22", 0], "sampler": ["16", 0], "sigmas": ["17", 0],
              "latent_image": ["27", 0]}},
             "12": {"class_type": "UNETLoader", "inputs": {"unet_name": "flux1-dev.safetensors"}},
             "16": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "euler"}},
             "17": {"class_type": "BasicScheduler", "inputs": {"scheduler": "simple", "steps": 20, "denoise": 1.0, "model": ["12", 0]}},
             "22": {"class_type": "BasicGuider", "inputs": {"model": ["12", 0], "conditioning": ["6", 0]}},
             "25": {"class_type": "RandomNoise", "inputs": {"noise_seed": 77}},
             "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a fox", "clip": ["11", 0]}},
             "27": {"class_type": "EmptySD3LatentImage", "inputs": {"width": 1024, "height": 1024, "batch_size": 1}}}""";

    private static Optional<Reading> read(Map<String, String> texts) {
        return Reading.of(new PictureFile(PictureFile.Format.PNG, 512, 768, texts));
    }

    @Test
    void comfyUi() {
        Reading reading = read(Map.of("prompt", COMFY, "workflow", "{}")).orElseThrow();
        assertEquals("ComfyUI", reading.program());
        assertEquals("a cat\nNegative prompt: a dog\n" + FACTS, reading.infotext());
        assertEquals("a cat\nNegative prompt: a dog\n" + FACTS, read(Map.of("workflow", WORKFLOW)).orElseThrow().infotext());
    }

    @Test
    void comfyUiWithASamplerOfParts() {
        assertEquals("a fox\nSteps: 20, Sampler: euler, Schedule type: simple, Seed: 77, Size: 1024x1024, Model: flux1-dev, RNG: CPU",
                read(Map.of("prompt", FLUX)).orElseThrow().infotext());
    }

    @Test
    void infotextGoesBeforeAGraph() {
        assertEquals("AUTOMATIC1111", read(Map.of("parameters", "a cat", "workflow", "no JSON")).orElseThrow().program());
    }

    @Test
    void aGraphInCirclesEnds() {
        String circle = "{\"1\": {\"class_type\": \"KSampler\", \"inputs\": {\"steps\": 4, \"positive\": [\"2\", 0], \"latent_image\": [\"2\", 0]}},"
                + "\"2\": {\"class_type\": \"X\", \"inputs\": {\"conditioning\": [\"2\", 0], \"samples\": [\"2\", 0]}}}";
        assertEquals("4", read(Map.of("prompt", circle)).orElseThrow().facts().get("Steps"));
    }

    @Test
    void invokeAi() {
        Reading reading = read(Map.of("invokeai_metadata", """
                {"generation_mode": "txt2img", "positive_prompt": "a cat", "negative_prompt": "a dog", "width": 512, "height": 768, "seed": 5,
                 "rand_device": "cpu", "cfg_scale": 8, "steps": 20, "scheduler": "euler_a", "clip_skip": 1, "model": {"key": "k", "name": "v1-5"}}"""))
                .orElseThrow();
        assertEquals("InvokeAI", reading.program());
        assertEquals("a cat\nNegative prompt: a dog\nSteps: 20, Sampler: euler_a, CFG scale: 8, Seed: 5, Size: 512x768, Model: v1-5, Clip skip: 2, RNG: CPU",
                reading.infotext());
    }

    @Test
    void novelAi() {
        Reading reading = read(Map.of("Software", "NovelAI", "Description", "a cat", "Comment",
                "{\"steps\": 28, \"sampler\": \"k_euler_ancestral\", \"seed\": 9, \"scale\": 11.0, \"uc\": \"bad\"}")).orElseThrow();
        assertEquals("a cat\nNegative prompt: bad\nSteps: 28, Sampler: k_euler_ancestral, CFG scale: 11.0, Seed: 9, Size: 512x768, Clip skip: 2, ENSD: 31337",
                reading.infotext());
    }

    @Test
    void sdNext() {
        Reading reading = Reading.of("a cat\nNegative prompt: a dog\nSteps: 20, Size: 512x768, Sampler: Euler a, Seed: 5, CFG scale: 6, App: SD.Next, Version: abc");
        assertEquals("SD.Next", reading.program());
        assertEquals(20L, reading.facts().get("Steps"));
        assertEquals("a dog", reading.facts().get("Negative prompt"));
    }

    @Test
    void whatIsDamagedIsToldAndWhatIsNotThereIsEmpty() {
        assertTrue(assertThrows(Problem.class, () -> read(Map.of("prompt", "{\"3\": "))).getMessage().contains("ComfyUI"));
        assertEquals(Optional.empty(), read(Map.of("Title", "a cat")));
    }

    @Test
    void aLongLineTakesNoLongerThanItsLength() {
        String hostile = "a\"\\,: (".repeat(GenerationParameters.LONGEST / 8) + "word ".repeat(100);
        assertTrue(GenerationParameters.parse(hostile).containsKey("Prompt"));
        assertThrows(Problem.class, () -> GenerationParameters.parse("x".repeat(GenerationParameters.LONGEST + 1)));
    }
}
