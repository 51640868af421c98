package mezzotint.format.diffusers;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mezzotint.libs.safetensors.SafetensorsFile;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/** The files of a diffusers folder as one checkpoint; a tensor's name begins with its sub-folder. */
final class DiffusersFolder implements Checkpoint {

    private static final List<String> STEMS = List.of("diffusion_pytorch_model", "model");
    private static final List<String> VARIANTS = List.of(".safetensors", ".fp16.safetensors");

    private record Place(SafetensorsFile file, String name) {}

    private final Path folder;
    private final List<SafetensorsFile> files = new ArrayList<>();
    private final Map<String, Place> places = new TreeMap<>();

    private DiffusersFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    static DiffusersFolder open(Path folder) throws IOException {
        var all = new DiffusersFolder(folder);
        try {
            for (var part : json(folder.resolve(DiffusersFormat.INDEX)).entrySet()) {
                if (isModel(part.getKey(), part.getValue())) {
                    all.add(part.getKey());
                }
            }
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    /** Parts are pairs of library and class; a part that is left out is a pair of nulls. Tokenizers and schedulers hold no tensors. */
    private static boolean isModel(String name, JsonElement value) {
        if (name.startsWith("_") || !value.isJsonArray() || value.getAsJsonArray().size() != 2 || value.getAsJsonArray().get(1).isJsonNull()) {
            return false;
        }
        return !name.startsWith("tokenizer") && !name.equals("scheduler") && !name.equals("feature_extractor");
    }

    private void add(String part) throws IOException {
        for (Path path : weights(part)) {
            SafetensorsFile file = SafetensorsFile.open(path);
            files.add(file);
            file.names().forEach(name -> places.put(part + "." + name, new Place(file, name)));
        }
    }

    private Set<Path> weights(String part) throws IOException {
        Path sub = folder.resolve(part);
        for (String stem : STEMS) {
            for (String variant : VARIANTS) {
                Path single = sub.resolve(stem + variant);
                Path index = sub.resolve(stem + variant + ".index.json");
                if (Files.isRegularFile(single)) {
                    return Set.of(single);
                }
                if (Files.isRegularFile(index)) {
                    return shards(sub, index);
                }
            }
        }
        throw Problem.invalid("the model's folder " + part + " holds no safetensors file", "download the model again, or convert it to safetensors");
    }

    private static Set<Path> shards(Path sub, Path index) throws IOException {
        if (!(json(index).get("weight_map") instanceof JsonObject map)) {
            throw Problem.invalid(index.getFileName() + " has no weight_map", "download the model again");
        }
        var shards = new TreeSet<Path>();
        map.entrySet().forEach(e -> shards.add(sub.resolve(e.getValue().getAsString()).normalize()));
        for (Path shard : shards) {
            if (!shard.startsWith(sub)) {
                throw Problem.invalid(index.getFileName() + " names a file outside of its folder, " + shard.getFileName(), "do not trust this model");
            }
            if (!Files.isRegularFile(shard)) {
                throw Problem.invalid(shard.getFileName() + ", which " + index.getFileName() + " names, is missing", "download the model again");
            }
        }
        return shards;
    }

    private static JsonObject json(Path file) throws IOException {
        try {
            return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw Problem.invalid(file.getFileName() + " is no JSON object: " + e.getMessage(), "download the model again");
        }
    }

    private Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw Problem.invalid("the model " + folder.getFileName() + " has no tensor " + name, "check that it is complete");
        }
        return place;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(places.keySet());
    }

    @Override
    public int[] shape(String name) {
        return place(name).file.shape(place(name).name);
    }

    @Override
    public String type(String name) {
        return place(name).file.type(place(name).name);
    }

    @Override
    public ByteBuffer bytes(String name) {
        return place(name).file.bytes(place(name).name);
    }

    @Override
    public Tensor tensor(String name) {
        return place(name).file.tensor(place(name).name);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Optional<byte[]> resource(String path) {
        Path file = folder.resolve(path).normalize();
        try {
            return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        files.forEach(SafetensorsFile::close);
    }
}
