package mezzotint.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import mezzotint.tensor.Tensor;

/** A small safetensors file read whole, with the types that golden values have. */
public final class Safetensors {

    private final JsonObject header;
    private final ByteBuffer data;

    private Safetensors(JsonObject header, ByteBuffer data) {
        this.header = header;
        this.data = data;
    }

    static Safetensors read(Path file) {
        try {
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int length = (int) all.getLong();
            String header = StandardCharsets.UTF_8.decode(all.slice(8, length)).toString();
            return new Safetensors(JsonParser.parseString(header).getAsJsonObject(), all.slice(8 + length, all.capacity() - 8 - length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> names() {
        var names = new TreeSet<>(header.keySet());
        names.remove("__metadata__");
        return names;
    }

    public boolean has(String name) {
        return header.has(name);
    }

    public int[] shape(String name) {
        return integers(entry(name).getAsJsonArray("shape"));
    }

    /** Element type as the file spells it: F64, F32, F16, I64, I32, U8. */
    public String type(String name) {
        return entry(name).get("dtype").getAsString();
    }

    /** The values as doubles; 64-bit integers lose what a double cannot hold. */
    public double[] doubles(String name) {
        ByteBuffer b = bytes(name);
        return switch (type(name)) {
            case "F64" -> IntStream.range(0, b.capacity() / 8).mapToDouble(i -> b.getDouble(8 * i)).toArray();
            case "F32" -> IntStream.range(0, b.capacity() / 4).mapToDouble(i -> b.getFloat(4 * i)).toArray();
            case "F16" -> IntStream.range(0, b.capacity() / 2).mapToDouble(i -> half(b.getShort(2 * i))).toArray();
            case "BF16" -> IntStream.range(0, b.capacity() / 2).mapToDouble(i -> Float.intBitsToFloat(b.getShort(2 * i) << 16)).toArray();
            case "I64", "I32", "U8", "BOOL" -> Arrays.stream(longs(name)).asDoubleStream().toArray();
            default -> throw new IllegalArgumentException(name + " is of type " + type(name));
        };
    }

    public long[] longs(String name) {
        ByteBuffer b = bytes(name);
        return switch (type(name)) {
            case "I64" -> IntStream.range(0, b.capacity() / 8).mapToLong(i -> b.getLong(8 * i)).toArray();
            case "I32" -> IntStream.range(0, b.capacity() / 4).mapToLong(i -> b.getInt(4 * i)).toArray();
            case "U8", "BOOL" -> IntStream.range(0, b.capacity()).mapToLong(i -> b.get(i) & 255).toArray();
            default -> throw new IllegalArgumentException(name + " is of type " + type(name));
        };
    }

    public Tensor tensor(String name) {
        double[] values = doubles(name);
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return Tensor.of(out, shape(name));
    }

    private ByteBuffer bytes(String name) {
        int[] range = integers(entry(name).getAsJsonArray("data_offsets"));
        return data.slice(range[0], range[1] - range[0]).order(ByteOrder.LITTLE_ENDIAN);
    }

    private JsonObject entry(String name) {
        if (!header.has(name)) {
            throw new IllegalArgumentException("the golden file has no tensor " + name);
        }
        return header.getAsJsonObject(name);
    }

    private static int[] integers(JsonArray array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).getAsInt()).toArray();
    }

    private static double half(short bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double size = exponent == 0 ? fraction * 0x1p-24
                : exponent == 31 ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : (1024 + fraction) * Math.pow(2, exponent - 25);
        return bits < 0 ? -size : size;
    }
}
