package mezzotint.architecture.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mezzotint.graph.Op;
import mezzotint.model.Networks;
import mezzotint.model.Prediction;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.ArchitectureContract;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.MemoryCheckpoint;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StableDiffusionTest implements ArchitectureContract {

    private static final MemoryCheckpoint MODEL = golden("nets/tiny-sd15/");
    private static final String UNET = "unet/config.json";
    private static final String VAE = "vae/config.json";
    private static final String TEXT = "text_encoder/config.json";

    @Override
    public StableDiffusion architecture() {
        return new StableDiffusion();
    }

    @Override
    public MemoryCheckpoint model() {
        return MODEL;
    }

    @Override
    public int width() {
        return 20;
    }

    /** A value of another type, or one that nothing can be made of. */
    @TestFactory
    Stream<DynamicTest> whatAConfigurationMayNotSayIsNamed() {
        List<String> noNumber = List.of("\"many\"", "{}", "[]", "true", "NaN", "1e999");
        List<String> noCount = List.of("\"many\"", "{}", "0", "-5", "1.5", "1e999", "7");
        List<String> noFlag = List.of("\"yes\"", "1", "{}", "[]");
        List<String> noText = List.of("3", "{}", "[]", "true", "\"none such\"");
        return Stream.of(
                wrong(UNET, "norm_num_groups", noCount), wrong(UNET, "attention_head_dim", noCount), wrong(UNET, "num_attention_heads", noCount),
                wrong(UNET, "attention_head_dim", List.of("[]", "[4]", "[4, 4, 4, \"x\"]", "[4, null, 4, 4]")),
                wrong(UNET, "norm_eps", noNumber), wrong(UNET, "norm_eps", List.of("0", "-1")), wrong(UNET, "freq_shift", noNumber),
                wrong(UNET, "freq_shift", List.of("8", "-1")), wrong(UNET, "flip_sin_to_cos", noFlag), wrong(UNET, "center_input_sample", noFlag),
                wrong(VAE, "norm_num_groups", noCount), wrong(VAE, "scaling_factor", noNumber), wrong(VAE, "scaling_factor", List.of("0", "-0.18215")),
                wrong(VAE, "shift_factor", noNumber), wrong(VAE, "use_quant_conv", noFlag),
                wrong(TEXT, "num_attention_heads", noCount), wrong(TEXT, "layer_norm_eps", noNumber), wrong(TEXT, "hidden_act", noText),
                wrong(Scheduler.FILE, "num_train_timesteps", List.of("0", "1", "-5", "\"many\"", "1.5", "1e999", "2000000")),
                wrong(Scheduler.FILE, "beta_start", noNumber), wrong(Scheduler.FILE, "beta_start", List.of("0", "1", "-0.1")),
                wrong(Scheduler.FILE, "beta_end", noNumber), wrong(Scheduler.FILE, "beta_schedule", noText), wrong(Scheduler.FILE, "prediction_type", noText),
                wrong(Scheduler.FILE, "timestep_spacing", noText), wrong(Scheduler.FILE, "steps_offset", List.of("\"x\"", "-1", "0.5")),
                wrong(Scheduler.FILE, "rescale_betas_zero_snr", noFlag), wrong(Scheduler.FILE, "clip_sample", noFlag),
                wrong(Scheduler.FILE, "trained_betas", List.of("[]", "[0.1]", "\"x\"", "{}", list(0, 1000), list(1, 1000), list("\"x\"", 1000))),
                wrong("latent_rgb.json", "factors", List.of("3", "{}", "[1]", "[[1,2]]", "[[1,2,3]]", "[[1,2,3],[1,2,3],[1,2,3],[1,2,\"x\"]]")))
                .flatMap(tests -> tests);
    }

    private static String list(Object element, int length) {
        return "[" + String.join(",", Collections.nCopies(length, String.valueOf(element))) + "]";
    }

    private Stream<DynamicTest> wrong(String file, String key, List<String> values) {
        return values.stream().map(value -> DynamicTest.dynamicTest(file + " " + key + " " + value.substring(0, Math.min(30, value.length())), () -> {
            Problem problem = assertThrows(Problem.class, () -> architecture().networks(with(file, key, value)));
            assertTrue(List.of(Problem.Kind.INVALID, Problem.Kind.UNSUPPORTED).contains(problem.kind()));
            assertTrue(problem.getMessage().startsWith(file + ": " + key + " is "), problem.getMessage());
        }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotDrawnYetIsRefusedByName() {
        return Map.ofEntries(
                Map.entry("class_embed_type", "\"timestep\""), Map.entry("time_cond_proj_dim", "256"), Map.entry("encoder_hid_dim", "768"),
                Map.entry("addition_embed_type", "\"text\""), Map.entry("time_embedding_type", "\"fourier\""), Map.entry("resnet_time_scale_shift", "\"scale_shift\""),
                Map.entry("act_fn", "\"gelu\""), Map.entry("attention_type", "\"gated\""), Map.entry("dual_cross_attention", "true"),
                Map.entry("only_cross_attention", "[true, false]"), Map.entry("mid_block_scale_factor", "1.4"), Map.entry("conv_in_kernel", "1"))
                .entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> assertUnsupported(UNET, e.getKey(), e.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> whatNoWalkHereDoesIsRefusedByName() {
        return Map.of("prediction_type", "\"flow_prediction\"", "clip_sample", "true", "thresholding", "true", "beta_schedule", "\"sigmoid\"",
                "timestep_type", "\"continuous\"", "use_flow_sigmas", "true", "_class_name", "\"FlowMatchEulerDiscreteScheduler\"")
                .entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> assertUnsupported(Scheduler.FILE, e.getKey(), e.getValue())));
    }

    private void assertUnsupported(String file, String key, String value) {
        Problem problem = assertThrows(Problem.class, () -> architecture().networks(with(file, key, value)));
        assertEquals(Problem.Kind.UNSUPPORTED, problem.kind(), problem.getMessage());
        assertTrue(problem.getMessage().startsWith(file + ": " + key + " is "), problem.getMessage());
    }

    /** As other programs do, where a key is null. */
    @TestFactory
    Stream<DynamicTest> nullIsTheDefault() {
        Networks plain = architecture().networks(MODEL);
        return Map.of(UNET, List.of("norm_eps", "flip_sin_to_cos", "freq_shift", "center_input_sample", "act_fn"), VAE, List.of("scaling_factor", "shift_factor"),
                TEXT, List.of("hidden_act", "layer_norm_eps"), Scheduler.FILE, List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule",
                        "prediction_type", "timestep_spacing", "trained_betas", "rescale_betas_zero_snr"))
                .entrySet().stream().flatMap(file -> file.getValue().stream().map(key -> DynamicTest.dynamicTest(file.getKey() + " " + key, () -> {
                    Networks drawn = architecture().networks(with(file.getKey(), key, "null"));
                    assertEquals(plain.denoiser(), drawn.denoiser());
                    assertEquals(plain.decoder(), drawn.decoder());
                    assertEquals(plain.texts(), drawn.texts());
                    assertEquals(plain.levels().max(), drawn.levels().max());
                })));
    }

    @Test
    void whatTheModelPredictsIsRead() {
        assertEquals(Prediction.NOISE, architecture().networks(MODEL).prediction());
        assertEquals(Prediction.VELOCITY, architecture().networks(with(Scheduler.FILE, "prediction_type", "\"v_prediction\"")).prediction());
        assertEquals(Prediction.SAMPLE, architecture().networks(with(Scheduler.FILE, "prediction_type", "\"sample\"")).prediction());
    }

    @Test
    void aSampleIsCentredIfTheModelWantsIt() {
        Networks centred = architecture().networks(with(UNET, "center_input_sample", "true"));
        var scale = centred.denoiser().nodes().stream().filter(n -> n.op() == Op.SCALE && n.inputs().contains("x")).findFirst().orElseThrow();
        assertEquals(List.of(2.0, -1.0), List.of(scale.attributes().get("factor"), scale.attributes().get("offset")));
    }

    /** A layer of a kind that is not drawn would else be left out without a word. */
    @TestFactory
    Stream<DynamicTest> aTensorThatNothingUsesIsNamed() {
        return Stream.of("unet.time_embedding.cond_proj.weight", "unet.down_blocks.0.attentions.0.transformer_blocks.0.fuser.linear.weight", "unet.class_embedding.weight",
                "unet.up_blocks.9.resnets.0.conv1.weight", "vae.decoder.mask.weight", "text_encoder.text_model.encoder.layers.9.layer_norm1.weight",
                "text_encoder.text_model.embeddings.class_embedding").map(name -> DynamicTest.dynamicTest(name, () -> {
                    var tensors = new TreeMap<>(MODEL.tensors());
                    tensors.put(name, Tensor.of(new float[] {1}, 1));
                    assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> architecture().networks(new MemoryCheckpoint(tensors, MODEL.files()))).kind());
                }));
    }

    @Test
    void whatConvertersLeaveBehindDoesNoHarm() {
        var tensors = new TreeMap<>(MODEL.tensors());
        tensors.put("text_encoder.text_model.embeddings.position_ids", Tensor.of(new float[77], 1, 77));
        tensors.put("text_encoder.text_projection.weight", Tensor.of(new float[400], 20, 20));
        assertFalse(architecture().networks(new MemoryCheckpoint(tensors, MODEL.files())).texts().isEmpty());
    }

    /** Shapes that no network has, of a tensor of each kind of layer. */
    @Test
    void aTensorOfAnotherShapeIsRefusedInWords() {
        var kinds = new TreeMap<String, String>();
        MODEL.tensors().keySet().forEach(name -> kinds.put(name.replaceAll("[0-9]", ""), name));
        for (String name : kinds.values()) {
            int first = MODEL.tensors().get(name).shape()[0];
            for (int[] other : List.of(new int[] {1}, new int[] {3, 5}, new int[] {first + 1}, new int[] {1, 1, 1, 1, 1})) {
                var tensors = new TreeMap<>(MODEL.tensors());
                tensors.put(name, Tensor.zeros(other));
                assertThrows(Problem.class, () -> architecture().networks(new MemoryCheckpoint(tensors, MODEL.files())), name);
            }
        }
    }

    @Test
    void partsThatDoNotFitTogetherAreNamed() {
        MemoryCheckpoint other = golden("nets/tiny-sd21v/");
        for (String part : List.of("unet.", "text_encoder.")) {
            var tensors = new TreeMap<>(MODEL.tensors());
            tensors.keySet().removeIf(name -> name.startsWith(part));
            other.tensors().forEach((name, tensor) -> tensors.computeIfAbsent(name, n -> n.startsWith(part) ? tensor : null));
            var files = new TreeMap<>(MODEL.files());
            other.files().forEach((name, bytes) -> files.computeIfPresent(name, (n, old) -> n.startsWith(part.replace('.', '/')) ? bytes : old));
            Problem problem = assertThrows(Problem.class, () -> architecture().networks(new MemoryCheckpoint(tensors, files)));
            assertTrue(problem.getMessage().contains("the text encoder gives"), problem.getMessage());
        }
    }

    private static MemoryCheckpoint with(String file, String key, String value) {
        var files = new TreeMap<>(MODEL.files());
        JsonObject json = files.containsKey(file) ? JsonParser.parseString(new String(files.get(file), StandardCharsets.UTF_8)).getAsJsonObject() : new JsonObject();
        json.remove(key);
        String text = json.toString();
        files.put(file, (text.substring(0, text.length() - 1) + (json.size() > 0 ? "," : "") + "\"" + key + "\":" + value + "}").getBytes(StandardCharsets.UTF_8));
        return new MemoryCheckpoint(MODEL.tensors(), files);
    }

    static MemoryCheckpoint golden(String folder) {
        var tensors = new TreeMap<String, Tensor>();
        for (var part : Map.of("unet", "diffusion_pytorch_model", "vae", "diffusion_pytorch_model", "text_encoder", "model").entrySet()) {
            Safetensors file = Goldens.tensors(folder + part.getKey() + "/" + part.getValue() + ".safetensors");
            file.names().forEach(name -> tensors.put(part.getKey() + "." + name, file.tensor(name)));
        }
        var files = new TreeMap<String, byte[]>();
        try {
            for (String file : List.of(UNET, VAE, TEXT, Scheduler.FILE)) {
                files.put(file, Files.readAllBytes(Goldens.path(folder + file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MemoryCheckpoint(tensors, files);
    }
}
