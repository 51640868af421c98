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
import java.util.Set;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.PluginContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
        refuses("2.safetensors, which diffusion_pytorch_model.safetensors.index.json names, is missing");
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
