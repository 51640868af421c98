package template.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/** The array of a {@code .npy} file, version 1, of 32-bit floats in rows. */
final class NumpyArray implements Checkpoint {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int HEADER = 10;
    private static final Pattern DESCRIPTION =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

    private final String name;
    private final int[] shape;
    private final ByteBuffer values;

    private NumpyArray(String name, int[] shape, ByteBuffer values) {
        this.name = name;
        this.shape = shape;
        this.values = values;
    }

    static NumpyArray read(Path file) throws IOException {
        ByteBuffer bytes;
        try (FileChannel channel = FileChannel.open(file)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (bytes.capacity() < HEADER || bytes.getShort(8) + HEADER > bytes.capacity() || bytes.getShort(8) < 0) {
            throw damaged(file, "it ends in its header");
        }
        int start = HEADER + bytes.getShort(8);
        Matcher description = DESCRIPTION.matcher(StandardCharsets.ISO_8859_1.decode(bytes.slice(HEADER, start - HEADER)));
        if (!description.matches()) {
            throw damaged(file, "its header does not describe rows of 32-bit floats");
        }
        long[] sizes = Arrays.stream(description.group(1).split(",")).map(String::strip).filter(s -> !s.isEmpty()).mapToLong(Long::parseLong).toArray();
        long length = 4 * LongStream.of(sizes).reduce(1, (a, b) -> a * b);
        if (length != bytes.capacity() - start) {
            throw damaged(file, "it has " + (bytes.capacity() - start) + " bytes of values, not " + length);
        }
        return new NumpyArray(file.getFileName().toString().replaceFirst("\\.npy$", ""),
                Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray(), bytes.slice(start, (int) length).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static Problem damaged(Path file, String how) {
        return Problem.invalid(file.getFileName() + " is damaged: " + how, "save it again with numpy.save");
    }

    private void require(String tensor) {
        if (!tensor.equals(name)) {
            throw Problem.invalid("there is no tensor " + tensor, "the file has one, " + name);
        }
    }

    @Override
    public Set<String> names() {
        return Set.of(name);
    }

    @Override
    public int[] shape(String tensor) {
        require(tensor);
        return shape.clone();
    }

    @Override
    public String type(String tensor) {
        require(tensor);
        return "F32";
    }

    @Override
    public ByteBuffer bytes(String tensor) {
        require(tensor);
        return values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Tensor tensor(String tensor) {
        return Tensor.of(bytes(tensor).asFloatBuffer(), shape);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
