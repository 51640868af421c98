package mezzotint.comparator.likeness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import mezzotint.libs.disk.WholeFile;
import mezzotint.libs.search.Texts;
import mezzotint.libs.search.Vector8;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vectors of texts, kept in the cache: what is lost is made again. */
public final class VectorFile {

    private static final Logger LOG = LoggerFactory.getLogger(VectorFile.class);

    private final Path folder;

    public VectorFile(Path folder) {
        this.folder = folder;
    }

    private static String name(String model) {
        return model.replaceAll("[^A-Za-z0-9._-]", "-") + ".vectors.gz";
    }

    private Path file(String model) {
        return folder.resolve(name(model));
    }

    /** Those of a model, by their texts: what ships of the seed, and what was kept here; none if there are none that can be read. */
    public Map<String, Vector8> read(String model) {
        var out = new HashMap<String, Vector8>();
        try (InputStream shipped = VectorFile.class.getResourceAsStream("/mezzotint/comparator/" + name(model))) {
            if (shipped != null) {
                read(shipped, out);
            }
            if (Files.exists(file(model))) {
                try (InputStream kept = Files.newInputStream(file(model))) {
                    read(kept, out);
                }
            }
        } catch (EOFException e) {
            LOG.info("{} ends too early: the rest is made again", file(model));
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file(model), e.toString());
        }
        return out;
    }

    private static void read(InputStream raw, Map<String, Vector8> out) throws IOException {
        var in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(raw)));
        for (int left = in.readInt(); left > 0; left--) {
            String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            float scale = in.readFloat();
            var values = new byte[in.readInt()];
            in.readFully(values);
            out.put(text, new Vector8(values, scale));
        }
    }

    public void write(String model, Map<String, Vector8> vectors) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(vectors.size());
            for (Map.Entry<String, Vector8> entry : new TreeMap<>(vectors).entrySet()) {
                Texts.write(out, entry.getKey());
                out.writeFloat(entry.getValue().scale());
                out.writeInt(entry.getValue().values().length);
                out.write(entry.getValue().values());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e); // memory does not fail
        }
        try {
            Files.createDirectories(folder);
            WholeFile.write(file(model), bytes.toByteArray());
        } catch (IOException e) {
            LOG.warn("{} cannot be kept: {}", file(model), e.toString());
        }
    }
}
