package mezzotint.test.models;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What becomes of model files in the hands of strangers, drawn by a seed: one alteration of a model's folder at a time. */
final class Alterations {

    private static final List<String> CONFIGURATIONS = List.of("model_index.json", "unet/config.json", "vae/config.json", "text_encoder/config.json",
            "scheduler/scheduler_config.json", "tokenizer/special_tokens_map.json", "tokenizer/tokenizer_config.json", "latent_rgb.json", "mezzotint.json");
    private static final List<String> WEIGHTS = List.of("unet/diffusion_pytorch_model.safetensors", "vae/diffusion_pytorch_model.safetensors",
            "text_encoder/model.safetensors");
    private static final List<String> TOKENS = List.of("tokenizer/merges.txt", "tokenizer/vocab.json");
    /** Keys that a configuration may have though this one has not. */
    private static final List<String> KEYS = List.of("trained_betas", "rescale_betas_zero_snr", "timestep_spacing", "prediction_type", "time_cond_proj_dim",
            "center_input_sample", "clip_sample", "steps_offset", "num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "norm_num_groups", "norm_eps",
            "attention_head_dim", "num_attention_heads", "scaling_factor", "shift_factor", "hidden_act", "layer_norm_eps", "freq_shift", "pad_token", "factors",
            "bias", "defaults", "examples", "safety_checker", "unet", "image_encoder");
    private static final List<String> VALUES = List.of("null", "true", "false", "0", "1", "2", "-1", "7", "0.5", "1e-30", "1e30", "1e999", "NaN", "\"\"", "\"many\"", "\"8\"",
            "[]", "[1]", "[null, null]", "[\"a\", \"b\"]", "[[1, 2, 3]]", "{}", "{\"a\": {\"b\": []}}", "\"v_prediction\"", "\"sample\"", "\"trailing\"", "\"linear\"", "\"gelu\"",
            "99999999999999999999", "{\"content\": \"!\"}", "{\"steps\": \"many\"}");
    private static final List<String> CONTENTS = List.of("", "null", "[]", "{}", "{", "\0\0\0\0\0\0\0\0\0\0", "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n",
            "<!DOCTYPE html><html></html>", "{\"error\": \"Entry not found\"}", "Entry not found", "[".repeat(5000));

    private final Path folder;
    private final Random random;

    Alterations(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
    }

    /** Alters the folder and says how. */
    String alter() throws IOException {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> configuration(any(CONFIGURATIONS));
            case 4, 5 -> header(any(WEIGHTS));
            case 6, 7 -> values(any(WEIGHTS));
            case 8 -> bytes(any(Stream.of(CONFIGURATIONS, WEIGHTS, TOKENS).flatMap(List::stream).toList()));
            default -> file(any(Stream.of(CONFIGURATIONS, WEIGHTS, TOKENS).flatMap(List::stream).toList()));
        };
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Another value for a key, or the key gone, or there twice. */
    private String configuration(String file) throws IOException {
        Path path = folder.resolve(file);
        JsonObject json = Files.exists(path) ? JsonParser.parseString(Files.readString(path)).getAsJsonObject() : new JsonObject();
        List<String> keys = new ArrayList<>(json.keySet());
        String key = keys.isEmpty() || random.nextInt(3) == 0 ? any(KEYS) : any(keys);
        if (json.has(key) && random.nextInt(8) == 0) {
            json.remove(key);
            write(file, json.toString().getBytes(StandardCharsets.UTF_8));
            return file + " without " + key;
        }
        String value = any(VALUES);
        if (random.nextInt(12) != 0) {
            json.remove(key);
        }
        String rest = json.toString();
        write(file, (rest.substring(0, rest.length() - 1) + (json.size() == 0 ? "" : ",") + "\"" + key + "\":" + value + "}").getBytes(StandardCharsets.UTF_8));
        return file + " " + key + " = " + value;
    }

    /** Another description of a tensor, or of the whole. */
    private String header(String file) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) all.getLong(0);
        JsonObject header = JsonParser.parseString(new String(all.array(), 8, length, StandardCharsets.UTF_8)).getAsJsonObject();
        String tensor = any(header.keySet().stream().filter(name -> !name.startsWith("__")).toList());
        JsonElement entry = header.get(tensor);
        String how;
        switch (random.nextInt(5)) {
            case 0 -> {
                how = "without " + tensor;
                header.remove(tensor);
            }
            case 1 -> {
                how = tensor + " renamed";
                header.add(tensor + ".old", header.remove(tensor));
            }
            case 2 -> {
                JsonElement value = value();
                how = "__metadata__ = " + value;
                header.add("__metadata__", value);
            }
            case 3 -> {
                JsonElement value = value();
                how = tensor + " = " + value;
                header.add(tensor, value);
            }
            default -> how = tensor + " " + describe(entry.getAsJsonObject());
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + json.length + all.capacity() - 8 - length).order(ByteOrder.LITTLE_ENDIAN);
        write(file, out.putLong(json.length).put(json).put(all.array(), 8 + length, all.capacity() - 8 - length).array());
        return file + " " + how;
    }

    private String describe(JsonObject entry) {
        JsonArray shape = entry.getAsJsonArray("shape");
        switch (random.nextInt(5)) {
            case 0 -> entry.addProperty("dtype", any(List.of("F8_E4M3", "F8_E5M2", "U16", "BF16", "I16", "F32", "F99", "")));
            case 1 -> shape.add(1);
            case 2 -> shape.set(0, shape.get(shape.size() - 1));
            case 3 -> {
                var reversed = new JsonArray();
                for (int i = shape.size() - 1; i >= 0; i--) {
                    reversed.add(shape.get(i));
                }
                entry.add("shape", reversed);
            }
            default -> entry.add(any(List.of("dtype", "shape", "data_offsets")), value());
        }
        return entry.toString();
    }

    private JsonElement value() {
        String value = any(VALUES);
        return value.equals("NaN") || value.equals("1e999") ? JsonNull.INSTANCE : JsonParser.parseString(value);
    }

    /** Other values in a range of the weights, which are of 16 bits. */
    private String values(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int start = 8 + (int) all.getLong(0);
        int from = start + 2 * random.nextInt((bytes.length - start) / 2);
        int to = Math.min(bytes.length - 1, from + 2 * (1 << random.nextInt(18)));
        int kind = random.nextInt(6);
        for (int i = from; i + 1 < to; i += 2) {
            all.putShort(i, (short) switch (kind) {
                case 0 -> 0x7E00;
                case 1 -> 0xFC00;
                case 2 -> 0;
                case 3 -> 0x7BFF;
                case 4 -> 0x8001;
                default -> random.nextInt();
            });
        }
        write(file, bytes);
        return file + " " + List.of("NaN", "-infinity", "0", "65504", "tiny", "noise").get(kind) + " from " + from + " to " + to;
    }

    /** Cut off, or other bytes somewhere. */
    private String bytes(String file) throws IOException {
        if (!Files.exists(folder.resolve(file))) {
            return file(file);
        }
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        if (random.nextBoolean()) {
            int length = random.nextInt(bytes.length);
            write(file, Arrays.copyOf(bytes, length));
            return file + " cut to " + length;
        }
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        write(file, bytes);
        return file + " with other bytes";
    }

    /** Gone, a folder, or something else in its place. */
    private String file(String file) throws IOException {
        int kind = random.nextInt(5);
        Files.deleteIfExists(folder.resolve(file));
        if (kind == 0) {
            Files.createDirectory(folder.resolve(file));
        } else if (kind > 1) {
            String content = any(CONTENTS);
            write(file, content.getBytes(StandardCharsets.UTF_8));
            return file + " holds " + content.substring(0, Math.min(20, content.length()));
        }
        return file + (kind == 0 ? " is a folder" : " is gone");
    }

    private void write(String file, byte[] bytes) throws IOException {
        Files.deleteIfExists(folder.resolve(file)); // it may be shared with the golden model
        Files.write(folder.resolve(file), bytes);
    }
}
