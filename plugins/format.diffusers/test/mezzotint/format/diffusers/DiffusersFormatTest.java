package mezzotint.format.diffusers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.PluginContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class DiffusersFormatTest implements PluginContract {

    @TempDir
    Path folder;

    @Override
    public Hook<?> plugin() {
        return new DiffusersFormat();
    }

    @BeforeEach
    void writeModel() throws IOException {
        text("model_index.json", "{\"_class_name\":\"X\",\"unet\":[\"a\",\"b\"],\"text_encoder_2\":[\"a\",\"b\"],"
                + "\"vae\":[\"a\",\"b\"],\"transformer\":[null,null],\"tokenizer\":[\"a\",\"b\"]}");
        text("unet/config.json", "{}");
        text("unet/diffusion_pytorch_model.safetensors.index.json", "{\"weight_map\":{\"x\":\"1.safetensors\",\"y\":\"2.safetensors\"}}");
        weights("unet/1.safetensors", "x", 1);
        weights("unet/2.safetensors", "y", 2);
        weights("text_encoder_2/model.safetensors", "x", 3);
        weights("vae/diffusion_pytorch_model.fp16.safetensors", "x", 4);
    }

    @Test
    void readsAFolderThatDiffusersWrote() throws Exception {
        Path model = Goldens.path("nets/tiny-sd15");
        assertTrue(new DiffusersFormat().reads(model));
        try (var checkpoint = new DiffusersFormat().open(model)) {
            assertArrayEquals(new int[] {16, 4, 3, 3}, checkpoint.shape("unet.conv_in.weight"));
            assertTrue(checkpoint.names().stream().anyMatch(n -> n.startsWith("text_encoder.")));
            assertTrue(checkpoint.resource("unet/config.json").isPresent());
            assertFalse(checkpoint.resource("../pipes/pipes.json").isPresent(), "nothing outside the folder is read");
        }
    }

    @Test
    void joinsTheComponents() throws IOException {
        assertTrue(new DiffusersFormat().reads(folder));
        assertFalse(new DiffusersFormat().reads(folder.resolve("unet")));
        try (var model = new DiffusersFormat().open(folder)) {
            assertEquals(Set.of("unet.x", "unet.y", "text_encoder_2.x", "vae.x"), model.names());
            assertEquals(2, model.tensor("unet.y").toArray()[0]);
            assertEquals(3, model.tensor("text_encoder_2.x").toArray()[0]);
            assertEquals(4, model.bytes("vae.x").getFloat(0));
            assertArrayEquals(new int[] {1}, model.shape("unet.x"));
            assertEquals("F32", model.type("unet.x"));
        }
    }

    @Test
    void readsFilesWithinTheFolder() throws IOException {
        var model = new DiffusersFormat().open(folder);
        assertEquals("{}", new String(model.resource("unet/config.json").orElseThrow(), StandardCharsets.UTF_8));
        assertTrue(model.resource("unet/none.json").isEmpty());
        text("../" + folder.getFileName() + "/model_index.json", "{}");
        assertTrue(new DiffusersFormat().open(folder.resolve("")).resource("../" + folder.getFileName() + "x").isEmpty());
        Path inner = folder.resolve("vae");
        text("vae/model_index.json", "{}");
        assertTrue(new DiffusersFormat().open(inner).resource("../unet/config.json").isEmpty());
    }

    @Test
    void namesTheShardThatIsMissing() throws IOException {
        Files.delete(folder.resolve("unet/2.safetensors"));
        refuses("2.safetensors, which unet/diffusion_pytorch_model.safetensors.index.json names, is missing");
    }

    @Test
    void namesTheComponentWithoutWeights() throws IOException {
        Files.delete(folder.resolve("text_encoder_2/model.safetensors"));
        refuses("the model's folder text_encoder_2 holds no safetensors file");
    }

    @Test
    void namesTheDamagedPart() throws IOException {
        text("vae/diffusion_pytorch_model.fp16.safetensors", "no");
        refuses("diffusion_pytorch_model.fp16.safetensors is damaged");
    }

    @Test
    void refusesShardsElsewhere() throws IOException {
        text("unet/diffusion_pytorch_model.safetensors.index.json", "{\"weight_map\":{\"x\":\"../vae/1.safetensors\"}}");
        refuses("names a file outside of its folder");
    }

    /** Whatever is in their folders, or is not. */
    @TestFactory
    Stream<DynamicTest> whatNobodyUsesIsNotOpened() {
        return Stream.of("safety_checker", "feature_extractor", "image_encoder", "watermark", "image_noising_scheduler", "my_own_part").flatMap(part ->
                Map.of("none", "", "model.bin", "x", "model.safetensors", "version https://git-lfs.github.com/spec/v1", "config.json", "{}",
                        "model-00001-of-00002.safetensors", "x").entrySet().stream().map(file -> DynamicTest.dynamicTest(part + " " + file.getKey(), () -> {
                            if (!file.getKey().equals("none")) {
                                text(part + "/" + file.getKey(), file.getValue());
                            }
                            text("model_index.json", "{\"" + part + "\":[\"lib\",\"Class\"],\"vae\":[\"diffusers\",\"AutoencoderKL\"],\"flag\":true}");
                            try (var model = new DiffusersFormat().open(folder)) {
                                assertEquals(Set.of("vae.x"), model.names());
                            }
                        })));
    }

    /** A single file, or two shards with or without an index, in every spelling that diffusers had. */
    @TestFactory
    Stream<DynamicTest> readsWeightsUnderEveryName() {
        return Stream.of("diffusion_pytorch_model", "model").flatMap(stem -> Stream.of("", "fp16", "bf16", "fp32", "ema", "non_ema", "int8").flatMap(variant -> {
            String dot = variant.isEmpty() ? "" : "." + variant;
            return Stream.of(
                    List.of(stem + dot + ".safetensors"),
                    List.of(stem + dot + "-00001-of-00002.safetensors", stem + dot + "-00002-of-00002.safetensors"),
                    List.of(stem + "-00001-of-00002" + dot + ".safetensors", stem + "-00002-of-00002" + dot + ".safetensors"),
                    List.of(stem + dot + "-00001-of-00002.safetensors", stem + dot + "-00002-of-00002.safetensors", stem + ".safetensors.index" + dot + ".json"),
                    List.of("a.safetensors", "b.safetensors", stem + ".safetensors" + dot + ".index.json"),
                    List.of("a.safetensors", "b.safetensors", stem + dot + ".safetensors.index.json"));
        })).map(names -> DynamicTest.dynamicTest(names.toString(), () -> {
            part("text_encoder", names);
            try (var model = new DiffusersFormat().open(folder)) {
                assertEquals(names.size() == 1 ? Set.of("text_encoder.t0") : Set.of("text_encoder.t0", "text_encoder.t1"), model.names());
            }
        }));
    }

    @Test
    void takesTheBestOfSeveralVariantsThatAreWhole() throws IOException {
        var best = List.of("fp32", "", "ema", "bf16", "fp16", "int8", "non_ema");
        for (int first = 0; first < best.size(); first++) {
            part("text_encoder", List.of());
            for (String variant : best.subList(first, best.size())) {
                weights("text_encoder/model" + (variant.isEmpty() ? "" : "." + variant) + ".safetensors", "x", best.indexOf(variant));
            }
            weights("text_encoder/model.fp32-00001-of-00002.safetensors", "x", 99);
            try (var model = new DiffusersFormat().open(folder)) {
                assertEquals(first, model.tensor("text_encoder.x").toArray()[0]);
                assertEquals("model" + (best.get(first).isEmpty() ? "" : "." + best.get(first)) + ".safetensors", model.metadata().get("text_encoder"));
            }
        }
    }

    @Test
    void namesTheShardThatIsMissingWithoutAnIndex() throws IOException {
        part("text_encoder", List.of("model-00001-of-00003.safetensors", "model-00003-of-00003.safetensors"));
        refuses("number 2 is missing");
    }

    /** An index says in which file a tensor is; another file may hold an older one. */
    @Test
    void takesATensorFromTheFileThatTheIndexNames() throws IOException {
        text("unet/diffusion_pytorch_model.safetensors.index.json", "{\"weight_map\":{\"x\":\"1.safetensors\",\"y\":\"2.safetensors\"}}");
        weights("unet/1.safetensors", "x", 1);
        weights("unet/2.safetensors", "x", 2);
        assertEquals(1, new DiffusersFormat().open(folder).tensor("unet.x").toArray()[0]);
    }

    @TestFactory
    Stream<DynamicTest> whatAnIndexMayNotHoldIsNamed() {
        return Stream.of("null", "[]", "\"x\"", "{}", "{\"x\":null}", "{\"x\":3}", "{\"x\":\"a\\u0000b\"}", "{\"x\":\"/etc/passwd\"}", "{\"x\":\"..\"}", "{\"x\":\"\"}")
                .map(map -> DynamicTest.dynamicTest(map, () -> {
                    text("unet/diffusion_pytorch_model.safetensors.index.json", "{\"weight_map\":" + map + "}");
                    refuses("unet/diffusion_pytorch_model.safetensors.index.json");
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatThePartsMayNotBeIsNamed() {
        return Stream.of("\"x\"", "true", "3", "{}", "[]", "[\"a\"]", "[1,2]", "[\"a\",\"b\",\"c\"]").map(part -> DynamicTest.dynamicTest(part, () -> {
            text("model_index.json", "{\"unet\":" + part + "}");
            refuses("model_index.json: unet is " + part);
        }));
    }

    @Test
    void aHugeFileIsNoConfiguration() throws IOException {
        text("scheduler/scheduler_config.json", "{}");
        try (var channel = Files.newByteChannel(folder.resolve("scheduler/scheduler_config.json"), StandardOpenOption.WRITE)) {
            channel.position(1L << 30).write(ByteBuffer.allocate(1));
        }
        try (var model = new DiffusersFormat().open(folder)) {
            assertTrue(assertThrows(Problem.class, () -> model.resource("scheduler/scheduler_config.json")).getMessage().contains("has 1073741825 bytes"));
            assertTrue(model.resource("a\0b").isEmpty());
        }
    }

    @Test
    void refusesIndexesThatAreNone() throws IOException {
        text("unet/diffusion_pytorch_model.safetensors.index.json", "{}");
        refuses("has no weight_map");
        text("model_index.json", "oops");
        refuses("model_index.json is no JSON object");
    }

    private void refuses(String what) {
        Problem problem = assertThrows(Problem.class, () -> new DiffusersFormat().open(folder));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.getMessage().contains(what), problem.getMessage());
    }

    /** Makes a part of these files alone: a tensor t0, t1, .. in each, but for an index of the first two. */
    private void part(String part, List<String> names) throws IOException {
        text("model_index.json", "{\"" + part + "\":[\"a\",\"b\"]}");
        text(part + "/config.json", "{}");
        try (Stream<Path> old = Files.list(folder.resolve(part))) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).endsWith(".json")) {
                text(part + "/" + names.get(i), "{\"weight_map\":{\"t0\":\"" + names.get(0) + "\",\"t1\":\"" + names.get(1) + "\"}}");
            } else {
                weights(part + "/" + names.get(i), "t" + i, i);
            }
        }
    }

    private void text(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private void weights(String name, String tensor, float value) throws IOException {
        byte[] json = ("{\"" + tensor + "\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}").getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), ByteBuffer.allocate(12 + json.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length).put(json).putFloat(value).array());
    }
}
