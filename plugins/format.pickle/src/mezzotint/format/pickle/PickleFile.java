package mezzotint.format.pickle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.libs.config.ModelFiles;
import mezzotint.libs.config.WrongContent;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/** The tensors of one file of PyTorch. The pickle is read at once, the values are mapped as they are asked for. */
final class PickleFile implements Checkpoint {

    private static final String PICKLE = "/data.pkl";
    private static final int LONGEST_PICKLE = 64 << 20;
    /** Beginnings of what torch.save wrote before its version 1.6: a pickle without a zip file around it, or a tar file. */
    private static final int PICKLE_CODE = 0x80;

    private final String file;
    private final FileChannel channel;
    private final ModelFiles files;
    private final ZipEntries zip;
    private final String root;
    private final Map<String, PickledTensor> tensors;

    private PickleFile(Path path, FileChannel channel) throws IOException {
        this.file = path.getFileName().toString();
        this.channel = channel;
        this.files = ModelFiles.beside(path);
        refuseOthers();
        this.zip = new ZipEntries(file, channel);
        this.root = zip.entries().keySet().stream().filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .map(name -> name.substring(0, name.length() - PICKLE.length())).findFirst()
                .orElseThrow(() -> Problem.invalid(file + " is a zip file without a pickle of PyTorch in it", "check that it is a model"));
        checkOrder();
        this.tensors = NamedTensors.of(new PickleReader(file, pickle()).read(), file);
        tensors.forEach(this::check);
    }

    /** @throws Problem of kind {@code INVALID} if the file is damaged, or asks for what no file of tensors needs */
    static PickleFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new PickleFile(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void refuseOthers() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(WrongContent.HEAD);
        channel.read(head, 0);
        byte[] bytes = Arrays.copyOf(head.array(), head.position());
        WrongContent.refuse(file, bytes);
        if (bytes.length > 0 && (bytes[0] & 255) == PICKLE_CODE) {
            throw new Problem(Problem.Kind.UNSUPPORTED, file + " is a bare pickle, as PyTorch saved before its version 1.6, which is not read yet",
                    "load it with torch.load(.., weights_only=True) and save it with torch.save, or as safetensors");
        }
    }

    private void checkOrder() throws IOException {
        ZipEntries.Entry order = zip.entries().get(root + "/byteorder");
        if (order != null && order.length() == "big".length()) {
            throw new Problem(Problem.Kind.UNSUPPORTED, file + " was saved on a machine whose numbers begin with the high byte, which is not read yet", "save it as safetensors");
        }
    }

    private byte[] pickle() throws IOException {
        ZipEntries.Entry entry = zip.entries().get(root + PICKLE);
        if (entry.length() > LONGEST_PICKLE) {
            throw Problem.invalid(file + " has a pickle of " + entry.length() + " bytes, which no file of tensors has", "do not trust it");
        }
        return zip.read(entry.from(), (int) entry.length()).array();
    }

    /** Whether the values are there that the pickle tells of. */
    private void check(String name, PickledTensor tensor) {
        ZipEntries.Entry entry = zip.entries().get(key(tensor));
        long count = tensor.count();
        if (entry == null || count < 0 || tensor.storage().values() > entry.length() / tensor.dtype().bytes()) {
            throw zip.damaged(entry == null ? "the values of " + name + " are missing" : "the values of " + name + " do not fit into their entry");
        }
    }

    private String key(PickledTensor tensor) {
        return root + "/data/" + tensor.storage().key();
    }

    private PickledTensor tensorOf(String name) {
        PickledTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw Problem.invalid(file + " has no tensor " + name, "check that the model is complete");
        }
        long most = tensor.isDense() ? tensor.count() : tensor.storage().values();
        if (most > Integer.MAX_VALUE / tensor.dtype().bytes()) {
            throw new Problem(Problem.Kind.UNSUPPORTED, name + " in " + file + " has " + most + " values; tensors over 2 GB are not read yet", "use a smaller model");
        }
        return tensor;
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(tensors.keySet());
    }

    @Override
    public int[] shape(String name) {
        return tensorOf(name).shape().stream().mapToInt(Long::intValue).toArray();
    }

    @Override
    public String type(String name) {
        return tensorOf(name).dtype().name();
    }

    /** Mapped where the values lie one after the other, as they do but for transposed ones. */
    @Override
    public ByteBuffer bytes(String name) {
        PickledTensor tensor = tensorOf(name);
        int size = tensor.dtype().bytes();
        long from = zip.entries().get(key(tensor)).from();
        try {
            if (tensor.isDense()) {
                return map(from + tensor.offset() * size, tensor.count() * size);
            }
            return tensor.gathered(map(from, tensor.storage().values() * size));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, name + " cannot be read from " + file + ": " + e.getMessage(), "check the disk", e);
        }
    }

    private ByteBuffer map(long from, long length) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Tensor tensor(String name) {
        return tensorOf(name).dtype().tensor(bytes(name), shape(name));
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
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
