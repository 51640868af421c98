package mezzotint.libs.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.libs.config.ModelFiles;
import mezzotint.libs.config.WrongContent;
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

    private final String file;
    private final ModelFiles files;
    private final FileChannel channel;
    private final long start;
    private final SafetensorsHeader header;
    private final Set<String> names;

    private SafetensorsFile(String file, ModelFiles files, FileChannel channel) throws IOException {
        this.file = file;
        this.files = files;
        this.channel = channel;
        long size = channel.size();
        byte[] head = read(0, (int) Math.min(size, WrongContent.HEAD)).array();
        WrongContent.refuse(file, head);
        if (size < 10) {
            throw damaged("it has only " + size + " bytes");
        }
        long length = read(0, 8).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > size - 8) {
            throw damaged("its header would have " + length + " bytes, the whole file has " + size);
        }
        this.start = 8 + length;
        this.header = new SafetensorsHeader(file, read(8, (int) length).array(), size - start);
        this.names = Set.copyOf(header.entries().keySet());
    }

    /** @throws Problem of kind {@code INVALID} if the file is damaged, saying where */
    public static SafetensorsFile open(Path file) throws IOException {
        return open(file, file.getFileName().toString());
    }

    /**
     * @param name what messages call the file
     * @throws Problem of kind {@code INVALID} if the file is damaged, saying where
     */
    public static SafetensorsFile open(Path file, String name) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new SafetensorsFile(name, ModelFiles.beside(file), channel);
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

    private Problem damaged(String how) {
        return Problem.invalid(file + " is damaged: " + how, "download it again");
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw Problem.invalid(file + " has no tensor " + name, "check that the model is complete");
        }
        return entry;
    }

    /** A tensor whose values can be read; files may hold others that nobody asks for. */
    private SafetensorsHeader.Entry readable(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        if (entry.dtype().isEmpty()) {
            throw new Problem(Problem.Kind.UNSUPPORTED, name + " in " + file + " is of type " + entry.type() + ", which is not read yet",
                    "use the model in F16, BF16 or F32");
        }
        if (!SafetensorsHeader.fits(entry)) {
            throw new Problem(Problem.Kind.UNSUPPORTED, name + " in " + file + " has " + (entry.to() - entry.from())
                    + " bytes; tensors over 2 GB are not read yet",
                    "use a smaller model");
        }
        return entry;
    }

    @Override
    public Set<String> names() {
        return names;
    }

    /** @throws Problem of kind {@code UNSUPPORTED} if its type is not read yet, so that who asks for it hears of that before work starts */
    @Override
    public int[] shape(String name) {
        return readable(name).shape().clone();
    }

    @Override
    public String type(String name) {
        return entry(name).type();
    }

    @Override
    public ByteBuffer bytes(String name) {
        SafetensorsHeader.Entry entry = readable(name);
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, start + entry.from(), entry.to() - entry.from()).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, name + " cannot be read from " + file + ": " + e.getMessage(),
                    "check the disk", e);
        }
    }

    @Override
    public Tensor tensor(String name) {
        SafetensorsHeader.Entry entry = readable(name);
        return entry.dtype().orElseThrow().tensor(bytes(name), entry.shape());
    }

    @Override
    public Map<String, String> metadata() {
        return Map.copyOf(header.metadata());
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return files.read(path);
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
