package mezzotint.test.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.model.Inspector;
import mezzotint.model.Verdict;
import mezzotint.model.Verdict.Kind;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.PublishedLayouts;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a file is, by its header: sparse files of gigabytes have the names and shapes that were published, and no weights. */
class InspectTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Path MODELS = Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("models");

    @TempDir
    private Path folder;

    private Path sparse(Map<String, int[]> shapes) throws IOException {
        var header = new StringBuilder();
        long at = 0;
        for (var tensor : new TreeMap<>(shapes).entrySet()) {
            long bytes = 2 * IntStream.of(tensor.getValue()).asLongStream().reduce(1, (a, b) -> a * b);
            header.append(header.length() == 0 ? "{" : ",").append("\"%s\":{\"dtype\":\"F16\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(tensor.getKey(), Arrays.toString(tensor.getValue()), at, at + bytes));
            at += bytes;
        }
        byte[] json = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("model.safetensors");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).flip());
            channel.write(ByteBuffer.allocate(1), 8 + json.length + at - 1);
        }
        return file;
    }

    private static Verdict inspect(Path file) {
        return assertTimeout(SOON, () -> Osgi.service(Inspector.class).inspect(file));
    }

    /** Of each the tensors by which it is told. */
    private record Case(Kind kind, String family, Map<String, int[]> shapes) {}

    private static Case of(Kind kind, String family, Object... tensors) {
        var shapes = new TreeMap<String, int[]>();
        for (int i = 0; i < tensors.length; i += 2) {
            shapes.put((String) tensors[i], (int[]) tensors[i + 1]);
        }
        return new Case(kind, family, shapes);
    }

    private static int[] is(int... shape) {
        return shape;
    }

    @TestFactory
    Stream<DynamicTest> partsAreKnownByTheirTensors() {
        return Stream.of(
                of(Kind.CHECKPOINT, "Stable Diffusion XL refiner", "model.diffusion_model.middle_block.1.transformer_blocks.0.attn2.to_k.weight", is(1536, 1280),
                        "conditioner.embedders.0.model.ln_final.weight", is(1280)),
                of(Kind.CHECKPOINT, "Stable Diffusion 3", "model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight", is(4608, 1536), "first_stage_model.decoder.conv_in.weight", is(512, 16, 3, 3)),
                of(Kind.DENOISER, "Flux", "double_blocks.0.img_attn.qkv.weight", is(9216, 3072), "single_blocks.0.linear1.weight", is(21504, 3072)),
                of(Kind.DENOISER, "Flux", "transformer_blocks.0.attn.add_k_proj.weight", is(3072, 3072), "single_transformer_blocks.0.attn.to_q.weight", is(3072, 3072)),
                of(Kind.LORA, "Stable Diffusion 1", "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn2_to_k.lora_down.weight", is(8, 768),
                        "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn2_to_k.lora_up.weight", is(1280, 8)),
                of(Kind.LORA, "Stable Diffusion XL", "lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_down.weight", is(8, 1280)),
                of(Kind.LORA, "Flux", "lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight", is(16, 3072)),
                of(Kind.LORA, "Stable Diffusion 1", "unet.mid_block.attentions.0.transformer_blocks.0.attn2.to_k.lora_A.weight", is(4, 768)),
                of(Kind.CONTROLNET, "Stable Diffusion 1", "control_model.input_hint_block.0.weight", is(16, 3, 3, 3),
                        "control_model.middle_block.1.transformer_blocks.0.attn2.to_k.weight", is(1280, 768)),
                of(Kind.CONTROLNET, "Stable Diffusion XL", "controlnet_cond_embedding.conv_in.weight", is(16, 3, 3, 3),
                        "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight", is(1280, 2048)),
                of(Kind.IP_ADAPTER, "Stable Diffusion 1", "image_proj.proj.weight", is(3072, 1024), "ip_adapter.1.to_k_ip.weight", is(320, 768), "ip_adapter.0.to_q_lora.down.weight", is(4, 320)),
                of(Kind.T2I_ADAPTER, "Stable Diffusion 1", "conv_in.weight", is(320, 192, 3, 3), "body.0.block1.weight", is(320, 320, 3, 3)),
                of(Kind.PREVIEW_VAE, "Stable Diffusion 1, 2 or XL", "1.weight", is(64, 4, 3, 3), "3.conv.0.weight", is(64, 64, 3, 3)),
                of(Kind.PREVIEW_VAE, "Stable Diffusion 1, 2 or XL", "decoder.layers.0.weight", is(64, 4, 3, 3), "decoder.layers.2.conv.0.weight", is(64, 64, 3, 3)),
                of(Kind.UPSCALER, "", "model.0.weight", is(64, 3, 3, 3), "model.1.sub.0.RDB1.conv1.0.weight", is(32, 64, 3, 3)),
                of(Kind.UPSCALER, "", "conv_first.weight", is(64, 3, 3, 3), "body.0.rdb1.conv1.weight", is(32, 64, 3, 3)),
                new Case(Kind.VAE, "Stable Diffusion 1, 2 or XL", PublishedLayouts.autoencoder()),
                of(Kind.VAE, "Stable Diffusion 3 or Flux", "decoder.conv_in.weight", is(512, 16, 3, 3)),
                of(Kind.EMBEDDING, "Stable Diffusion 1", "emb_params", is(4, 768)),
                of(Kind.EMBEDDING, "Stable Diffusion XL", "clip_g", is(4, 1280), "clip_l", is(4, 768)),
                of(Kind.TEXT_ENCODER, "", "text_model.embeddings.token_embedding.weight", is(49408, 768)),
                of(Kind.LANGUAGE_MODEL, "", "model.layers.0.self_attn.q_proj.weight", is(2048, 2048)),
                of(Kind.UNKNOWN, "", "fc1.weight", is(10, 10)))
                .map(c -> DynamicTest.dynamicTest(c.kind() + " " + c.family() + " " + c.shapes().keySet().iterator().next(), () -> {
                    Verdict verdict = inspect(sparse(c.shapes()));
                    assertEquals(List.of(c.kind(), c.family(), List.of("F16"), c.shapes().size(), "safetensors"),
                            List.of(verdict.kind(), verdict.family(), verdict.precision(), verdict.tensors(), verdict.format()));
                }));
    }

    /** Of whole models each tensor is there, and the networks are drawn in their real sizes. */
    @TestFactory
    Stream<DynamicTest> wholeModelsLackNothing() {
        return Map.of("Stable Diffusion 1", PublishedLayouts.first(), "Stable Diffusion 2", PublishedLayouts.second(), "Stable Diffusion XL", PublishedLayouts.xl())
                .entrySet().stream().map(model -> DynamicTest.dynamicTest(model.getKey(), () -> assertEquals(
                        new Verdict(Kind.CHECKPOINT, model.getKey(), List.of("F16"), model.getValue().size(), "safetensors", "sd", List.of(), "Stable-diffusion"),
                        inspect(sparse(model.getValue())))));
    }

    @Test
    void whatAModelLacksIsSaid() throws IOException {
        var inpainting = new TreeMap<>(PublishedLayouts.first());
        inpainting.put("model.diffusion_model.input_blocks.0.0.weight", is(320, 9, 3, 3));
        assertTrue(inspect(sparse(inpainting)).lacks().get(0).contains("takes 9 channels"));
        var cut = new TreeMap<>(PublishedLayouts.xl());
        cut.keySet().removeIf(name -> name.startsWith("conditioner.embedders.1."));
        assertTrue(inspect(sparse(cut)).lacks().get(0).contains("no plugin draws"));
        assertTrue(inspect(sparse(Map.of("double_blocks.0.img_attn.qkv.weight", is(9216, 3072)))).lacks().get(0).contains("no text encoder"));
    }

    @Test
    void aGgufFileSaysWhatItIs() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN).putInt(0x46554747).putInt(3).putLong(291).putLong(1);
        bytes.putLong(20).put("general.architecture".getBytes(StandardCharsets.UTF_8)).putInt(8).putLong(5).put("llama".getBytes(StandardCharsets.UTF_8));
        Verdict verdict = inspect(Files.write(folder.resolve("llama.gguf"), bytes.array()));
        assertEquals(List.of(Kind.LANGUAGE_MODEL, "llama", 291), List.of(verdict.kind(), verdict.family(), verdict.tensors()));
        assertTrue(verdict.lacks().get(0).contains("no plugin reads GGUF"));
    }

    @Test
    @Tag(Goldens.TAG)
    void foldersAndPicklesAreToldToo() {
        Verdict model = inspect(Goldens.path("nets/tiny-sd15"));
        assertEquals(List.of(Kind.CHECKPOINT, "diffusers", "sd", List.of(), "Diffusers"), List.of(model.kind(), model.format(), model.architecture(), model.lacks(), model.folder()));
        assertEquals("pickle", inspect(Goldens.path("nets/single/tiny-sd15-fp16.ckpt")).format());
    }

    private static Api.Answer ask(String file) {
        return Api.post("/api/models/inspect", Map.of("file", file));
    }

    /** By HTTP only what is in the folders of models can be asked about. */
    @Test
    void aFileInAFolderOfModelsIsToldByHttp() throws IOException {
        GoldenModel.offer("tiny-sd15");
        JsonObject verdict = ask("Diffusers/tiny-sd15").object();
        assertEquals(List.of("checkpoint", "diffusers", "sd"), List.of(verdict.get("kind").getAsString(), verdict.get("format").getAsString(), verdict.get("architecture").getAsString()));
        Path outside = sparse(Map.of("emb_params", is(4, 768)));
        for (String path : List.of(outside.toString(), MODELS.relativize(outside.toAbsolutePath()).toString(), "../conf", "/etc/passwd", "Diffusers/none", "a\0b")) {
            int status = ask(path).status();
            assertTrue(status == 404 || status == 400, path + " was answered with " + status);
        }
        assertEquals(400, Api.post("/api/models/inspect", Map.of("file", 3)).status());
    }
}
