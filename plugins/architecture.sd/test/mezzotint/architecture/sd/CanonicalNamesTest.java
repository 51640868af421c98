package mezzotint.architecture.sd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mezzotint.libs.config.Config;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.MemoryCheckpoint;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CanonicalNamesTest {

    private final StableDiffusion architecture = new StableDiffusion();

    private static MemoryCheckpoint file(String path, String prefix) {
        Safetensors file = Goldens.tensors(path);
        var tensors = new TreeMap<String, Tensor>();
        file.names().forEach(name -> tensors.put(prefix + name, file.tensor(name)));
        return MemoryCheckpoint.of(tensors);
    }

    private static void assertSame(Checkpoint expected, Checkpoint found, Set<String> names) {
        for (String name : names) {
            assertArrayEquals(expected.shape(name), found.shape(name), name);
            assertArrayEquals(expected.tensor(name).toArray(), found.tensor(name).toArray(), name);
            assertEquals(expected.bytes(name), found.bytes(name), name);
        }
    }

    @Test
    @Tag(Goldens.TAG)
    void aSingleFileHasTheTensorsOfItsFolder() {
        MemoryCheckpoint folder = StableDiffusionTest.golden("nets/tiny-sd15/");
        MemoryCheckpoint single = file("nets/single/tiny-sd15-fp16.safetensors", "");
        assertTrue(architecture.matches(single));
        Checkpoint canonical = architecture.canonical(single);
        var names = new TreeSet<>(canonical.names());
        names.remove("text_encoder.text_model.embeddings.position_ids");
        assertEquals(new TreeSet<>(folder.names()), names);
        assertSame(folder, canonical, folder.names());
        var configured = new MemoryCheckpoint(single.tensors(), folder.files());
        assertEquals(architecture.networks(folder).denoiser(), architecture.networks(architecture.canonical(configured)).denoiser());
    }

    /** As folders of Stable Diffusion 1.5 have them that are older than diffusers 0.15. */
    @Test
    @Tag(Goldens.TAG)
    void olderNamesOfDiffusersAreThoseOfToday() {
        MemoryCheckpoint folder = StableDiffusionTest.golden("nets/tiny-sd15/");
        var tensors = new TreeMap<>(folder.tensors());
        tensors.keySet().removeIf(name -> name.startsWith("vae."));
        tensors.putAll(file("nets/single/tiny-sd15-vae-oldkeys/diffusion_pytorch_model.safetensors", "vae.").tensors());
        assertTrue(tensors.containsKey("vae.decoder.mid_block.attentions.0.proj_attn.weight"));
        Checkpoint canonical = architecture.canonical(MemoryCheckpoint.of(tensors));
        assertEquals(folder.names(), canonical.names());
        assertSame(folder, canonical, folder.names());
    }

    /** OpenCLIP keeps query, key and value in one, and Stable Diffusion 2 does without its last layer. */
    @Test
    void openClipIsTakenApart() {
        var tensors = new TreeMap<String, Tensor>();
        for (int layer = 0; layer < 2; layer++) {
            String path = "cond_stage_model.model.transformer.resblocks." + layer;
            tensors.put(path + ".ln_1.weight", MemoryCheckpoint.random(2));
            tensors.put(path + ".attn.in_proj_weight", Tensor.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 6, 2));
            tensors.put(path + ".attn.in_proj_bias", Tensor.of(new float[] {0, 1, 2, 3, 4, 5}, 6));
            tensors.put(path + ".mlp.c_fc.weight", MemoryCheckpoint.random(8, 2));
        }
        tensors.put("cond_stage_model.model.text_projection", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        tensors.put("cond_stage_model.model.positional_embedding", MemoryCheckpoint.random(77, 2));
        tensors.put("cond_stage_model.model.logit_scale", MemoryCheckpoint.random(1));
        Checkpoint canonical = architecture.canonical(MemoryCheckpoint.of(tensors));
        String layer = "text_encoder.text_model.encoder.layers.0.";
        assertEquals(Set.of(layer + "layer_norm1.weight", layer + "mlp.fc1.weight", layer + "self_attn.q_proj.weight", layer + "self_attn.k_proj.weight",
                layer + "self_attn.v_proj.weight", layer + "self_attn.q_proj.bias", layer + "self_attn.k_proj.bias", layer + "self_attn.v_proj.bias",
                "text_encoder.text_projection.weight", "text_encoder.text_model.embeddings.position_embedding.weight"), canonical.names());
        var expected = MemoryCheckpoint.of(Map.of(layer + "self_attn.k_proj.weight", Tensor.of(new float[] {4, 5, 6, 7}, 2, 2),
                layer + "self_attn.v_proj.bias", Tensor.of(new float[] {4, 5}, 2), "text_encoder.text_projection.weight", Tensor.of(new float[] {1, 4, 2, 5, 3, 6}, 3, 2)));
        assertSame(expected, canonical, expected.names());
    }

    @Test
    void whatCannotBeTakenApartIsNamed() {
        String name = "cond_stage_model.model.transformer.resblocks.0.attn.in_proj_weight";
        Checkpoint canonical = architecture.canonical(MemoryCheckpoint.of(Map.of(name, Tensor.zeros(4, 2))));
        Problem problem = assertThrows(Problem.class, () -> canonical.shape("text_encoder.text_model.encoder.layers.0.self_attn.q_proj.weight"));
        assertTrue(problem.getMessage().contains(name), problem.getMessage());
    }

    /** A tensor of the denoiser that nobody knows is not lost on the way, so that drawing refuses it. */
    @Test
    void whatIsUnknownKeepsItsName() {
        Checkpoint canonical = architecture.canonical(MemoryCheckpoint.of(Map.of("model.diffusion_model.fuser.weight", Tensor.zeros(1), "model_ema.decay", Tensor.zeros(1))));
        assertEquals(Set.of("unet.fuser.weight"), canonical.names());
    }

    private Config published(String file, Map<String, Tensor> tensors) {
        return Config.of(architecture.canonical(MemoryCheckpoint.of(tensors)), file);
    }

    private static Map<String, Tensor> prompt(int width) {
        return Map.of("model.diffusion_model.middle_block.1.transformer_blocks.0.attn2.to_k.weight", Tensor.zeros(1, width),
                "model.diffusion_model.input_blocks.1.0.in_layers.2.weight", Tensor.zeros(320, 1, 1, 1),
                "model.diffusion_model.input_blocks.2.0.op.weight", Tensor.zeros(1),
                "model.diffusion_model.input_blocks.3.0.in_layers.2.weight", Tensor.zeros(640, 1, 1, 1));
    }

    @Test
    void whatShapesDoNotTellIsAsPublished() {
        assertEquals(8, published("unet/config.json", prompt(768)).whole("attention_head_dim", 1, 1, 1, 99));
        Config second = published("unet/config.json", prompt(1024));
        assertEquals(5, second.whole("attention_head_dim", 0, 1, 1, 99));
        assertEquals(10, second.whole("attention_head_dim", 1, 1, 1, 99));
        assertEquals("!", published("tokenizer/tokenizer_config.json", prompt(1024)).text("pad_token", ""));
        assertEquals(0.13025, published("vae/config.json", prompt(2048)).number("scaling_factor", 0));
        assertEquals(Set.of(), published("unet/config.json", prompt(640)).keys());
    }

    /** The configuration beside a file counts more than what was published. */
    @Test
    void whatAFileSaysOfItselfCounts() {
        var files = Map.of("unet/config.json", "{\"attention_head_dim\": 4}".getBytes(StandardCharsets.UTF_8));
        Config config = Config.of(architecture.canonical(new MemoryCheckpoint(prompt(768), files)), "unet/config.json");
        assertEquals(4, config.whole("attention_head_dim", 8, 1, 99));
    }

    /** The marks of models that predict velocity: a norm's spread in Stable Diffusion 2, a tensor of no use in those of XL. */
    @Test
    void whatIsPredictedIsToldByItsMarks() {
        var second = new TreeMap<>(prompt(1024));
        second.put("model.diffusion_model.output_blocks.0.0.in_layers.0.weight", Tensor.zeros(1));
        assertEquals("", published(Scheduler.FILE, second).text("prediction_type", ""));
        for (int i = 0; i < 12; i++) {
            second.put("model.diffusion_model.output_blocks." + i + ".0.in_layers.0.weight", Tensor.zeros(1));
            if (i % 3 == 2 && i < 11) {
                second.put("model.diffusion_model.output_blocks." + i + (i == 2 ? ".1" : ".2") + ".conv.weight", Tensor.zeros(1));
            }
        }
        String norm = "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias";
        second.put(norm, Tensor.of(new float[] {0.2f, -0.2f}, 2));
        assertEquals("v_prediction", published(Scheduler.FILE, second).text("prediction_type", ""));
        second.put(norm, Tensor.of(new float[] {0.02f, -0.02f}, 2));
        assertEquals("", published(Scheduler.FILE, second).text("prediction_type", ""));
        var xl = new TreeMap<>(prompt(2048));
        xl.put("v_pred", Tensor.zeros(0));
        xl.put("ztsnr", Tensor.zeros(0));
        Config scheduler = published(Scheduler.FILE, xl);
        assertEquals("v_prediction", scheduler.text("prediction_type", ""));
        assertTrue(scheduler.flag("rescale_betas_zero_snr", false));
    }
}
