package mezzotint.libs.safetensors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/**
 * The tensors of one safetensors file. The header is read and checked at once, the tensors are
 * mapped as they are asked for, so a file of any size opens in milliseconds.
 */
public final class SafetensorsFile implements Checkpoint {

    /** As in the reference implementation: a longer header is no header. */
    private static final long LONGEST_HEADER = 100_000_000;

    private record Entry(Dtype type, int[] shape, long from, long to) {}

    private final Path file;
    private final FileChannel channel;
    private final long start;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();

    private SafetensorsFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        long size = channel.size();
        if (size < 10) {
            throw damaged("it has only " + size + " bytes");
        }
        long length = read(0, 8).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > size - 8) {
            throw damaged("its header would have " + length + " bytes, the whole file has " + size);
        }
        this.start = 8 + length;
        header(StandardCharsets.UTF_8.decode(read(8, (int) length)).toString(), size - start);
    }

    /** @throws Problem of kind {@code INVALID} if the file is damaged, saying where */
    public static SafetensorsFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new SafetensorsFile(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            continue;
        }
        return bytes.flip();
    }

    private void header(String json, long size) {
        JsonObject header;
        try {
            header = JsonParser.parseString(json).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw damaged("its header is no JSON object");
        }
        for (var field : header.entrySet()) {
            if (field.getKey().equals("__metadata__")) {
                field.getValue().getAsJsonObject().entrySet().forEach(m -> metadata.put(m.getKey(), m.getValue().getAsString()));
            } else {
                entries.put(field.getKey(), entry(field.getKey(), field.getValue(), size));
            }
        }
    }

    private Entry entry(String name, JsonElement json, long size) {
        Entry entry;
        long expected;
        try {
            JsonObject o = json.getAsJsonObject();
            var offsets = o.getAsJsonArray("data_offsets");
            int[] shape = o.getAsJsonArray("shape").asList().stream().mapToInt(JsonElement::getAsInt).toArray();
            entry = new Entry(Dtype.valueOf(o.get("dtype").getAsString()), shape, offsets.get(0).getAsLong(), offsets.get(1).getAsLong());
            expected = size(entry);
        } catch (RuntimeException e) {
            throw damaged("its header describes " + name + " as " + json);
        }
        if (entry.from < 0 || entry.to > size || entry.to - entry.from != expected) {
            throw damaged(name + " should have " + expected + " bytes, but lies from " + entry.from + " to " + entry.to
                    + " of " + size);
        }
        return entry;
    }

    /** @throws ArithmeticException if no file can be that large */
    private static long size(Entry entry) {
        long bytes = entry.type.bytes;
        for (int side : entry.shape) {
            bytes = Math.multiplyExact(bytes, side < 0 ? Long.MAX_VALUE : side);
        }
        return bytes;
    }

    private Problem damaged(String how) {
        return Problem.invalid(file.getFileName() + " is damaged: " + how, "download it again");
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw Problem.invalid(file.getFileName() + " has no tensor " + name, "check that the model is complete");
        }
        return entry;
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(entries.keySet());
    }

    @Override
    public int[] shape(String name) {
        return entry(name).shape.clone();
    }

    @Override
    public String type(String name) {
        return entry(name).type.name();
    }

    @Override
    public ByteBuffer bytes(String name) {
        Entry entry = entry(name);
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, start + entry.from, entry.to - entry.from).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, name + " cannot be read from " + file.getFileName() + ": " + e.getMessage(),
                    "check the disk", e);
        }
    }

    @Override
    public Tensor tensor(String name) {
        Entry entry = entry(name);
        ByteBuffer bytes = bytes(name);
        float[] out = new float[(int) ((entry.to - entry.from) / entry.type.bytes)];
        for (int i = 0; i < out.length; i++) {
            out[i] = entry.type.at(bytes, i);
        }
        return Tensor.of(out, entry.shape);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return Optional.empty();
    }

    /** Tensors that were mapped stay readable until nobody holds them. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
