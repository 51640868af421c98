package mezzotint.comparator.search;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import mezzotint.libs.disk.WholeFile;
import mezzotint.libs.search.HybridIndex;
import mezzotint.libs.search.Texts;
import mezzotint.libs.search.Traits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index without its vectors, kept in the cache: to read the whole catalog takes many times as long. What is lost is made again. */
final class IndexFile {

    /** Of what is kept and how it is made: to be raised when passages, traits or the terms of texts come out differently. */
    static final int FORMAT = 2;

    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);
    private static final int HEAD = Integer.BYTES + Long.BYTES;

    private final Path file;

    IndexFile(Path folder) {
        this.file = folder.resolve("catalog.index");
    }

    /** As it was kept last, at whatever revision; none if there is none that is whole. */
    Optional<SearchIndex.State> read() {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
            if (in.remaining() < HEAD || in.getInt() != FORMAT || in.getLong() != sum(in.slice())) {
                LOG.info("{} is not whole, or of another version: it is made again", file);
                return Optional.empty();
            }
            return Optional.of(state(in));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private static long sum(ByteBuffer content) {
        var sum = new CRC32();
        sum.update(content);
        return sum.getValue();
    }

    private static SearchIndex.State state(ByteBuffer in) {
        long revision = in.getLong();
        HybridIndex index = HybridIndex.read(in);
        var traits = new HashMap<String, Traits>();
        var sides = new TreeMap<String, Nearness.Side>();
        for (int left = in.getInt(); left > 0; left--) {
            String id = Texts.read(in);
            traits.put(id, traits(in));
            sides.put(id, new Nearness.Side(Texts.read(in), parted(Texts.read(in)), traits.get(id)));
        }
        var names = new HashMap<String, String>();
        for (int left = in.getInt(); left > 0; left--) {
            names.put(Texts.read(in), Texts.read(in));
        }
        return new SearchIndex.State(revision, index, traits, names, sides, "", 0);
    }

    void write(SearchIndex.State state) {
        var bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes), state);
        } catch (IOException e) {
            throw new IllegalStateException(e); // memory does not fail
        }
        byte[] content = bytes.toByteArray();
        var whole = ByteBuffer.allocate(HEAD + content.length).putInt(FORMAT).putLong(sum(ByteBuffer.wrap(content))).put(content);
        try {
            Files.createDirectories(file.getParent());
            WholeFile.write(file, whole.array());
        } catch (IOException e) {
            LOG.warn("{} cannot be kept: {}", file, e.toString());
        }
    }

    private static void write(DataOutput out, SearchIndex.State state) throws IOException {
        out.writeLong(state.revision());
        state.index().write(out);
        out.writeInt(state.traits().size());
        for (Map.Entry<String, Traits> entry : new TreeMap<>(state.traits()).entrySet()) {
            Texts.write(out, entry.getKey());
            write(out, entry.getValue());
            Nearness.Side side = state.sides().get(entry.getKey());
            Texts.write(out, side.type());
            Texts.write(out, joined(side.tasks()));
        }
        out.writeInt(state.names().size());
        for (Map.Entry<String, String> entry : new TreeMap<>(state.names()).entrySet()) {
            Texts.write(out, entry.getKey());
            Texts.write(out, entry.getValue());
        }
    }

    private static void write(DataOutput out, Traits traits) throws IOException {
        for (Object value : new Object[] {traits.free(), traits.openWeights(), traits.local(), traits.context(), traits.price(), traits.licence(),
            joined(traits.inputs()), joined(traits.outputs())}) {
            Texts.write(out, value == null ? null : value.toString());
        }
    }

    private static Traits traits(ByteBuffer in) {
        return new Traits(truth(in), truth(in), truth(in), Optional.ofNullable(Texts.read(in)).map(Long::valueOf).orElse(null),
                Optional.ofNullable(Texts.read(in)).map(BigDecimal::new).orElse(null), Texts.read(in), parted(Texts.read(in)), parted(Texts.read(in)));
    }

    private static Boolean truth(ByteBuffer in) {
        return Optional.ofNullable(Texts.read(in)).map(Boolean::valueOf).orElse(null);
    }

    private static String joined(Set<String> words) {
        return words == null ? null : String.join("\n", new TreeSet<>(words));
    }

    private static Set<String> parted(String words) {
        return words == null ? null : words.isEmpty() ? Set.of() : Set.of(words.split("\n"));
    }
}
