package mezzotint.format.diffusers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mezzotint.libs.config.Config;
import mezzotint.libs.config.ModelFiles;
import mezzotint.libs.safetensors.SafetensorsFile;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.slf4j.LoggerFactory;

/** The files of a diffusers folder as one checkpoint; a tensor's name begins with its sub-folder. */
final class DiffusersFolder implements Checkpoint {

    /** The parts that pipelines paint with. What else an index names (a safety checker, a feature extractor) is not opened: nobody here uses it. */
    private static final Pattern USED = Pattern.compile("(unet|transformer|prior|decoder|vae|vqvae|movq|text_encoder)(_\\d)?");

    private record Place(SafetensorsFile file, String name) {}

    private final Path folder;
    private final List<SafetensorsFile> files = new ArrayList<>();
    private final Map<String, Place> places = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private Set<String> names = Set.of();

    private DiffusersFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    static DiffusersFolder open(Path folder) throws IOException {
        var all = new DiffusersFolder(folder);
        try {
            Config index = Config.read(folder.resolve(DiffusersFormat.INDEX), DiffusersFormat.INDEX);
            for (String part : index.keys()) {
                if (USED.matcher(part).matches() && isThere(index, part)) {
                    all.add(part);
                }
            }
            all.names = Set.copyOf(all.places.keySet());
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    /** Parts are pairs of library and class; a part that is left out is null, or a pair of nulls. */
    private static boolean isThere(Config index, String part) {
        var pair = index.texts(part);
        if (index.has(part) && pair.size() != 2) {
            throw index.wrong(part, "a library and a class, as in [\"diffusers\", \"AutoencoderKL\"]");
        }
        return index.has(part) && pair.get(1).isPresent();
    }

    private void add(String part) throws IOException {
        WeightFiles weights = best(part);
        for (Path path : weights.files()) {
            SafetensorsFile file = SafetensorsFile.open(path, part + "/" + path.getFileName());
            files.add(file);
            file.names().stream().filter(name -> weights.owners().getOrDefault(name, path).equals(path))
                    .forEach(name -> places.put(part + "." + name, new Place(file, name)));
        }
    }

    /** Computing is done in 32 bits, so the variant with most digits is the best. */
    private WeightFiles best(String part) throws IOException {
        List<WeightFiles> variants = WeightFiles.in(folder.resolve(part));
        if (variants.isEmpty()) {
            throw Problem.invalid("the model's folder " + part + " holds no safetensors file", "download the model again, or convert it to safetensors");
        }
        WeightFiles best = variants.get(0);
        metadata.put(part, best.files().stream().map(f -> f.getFileName().toString()).collect(Collectors.joining(", ")));
        if (variants.size() > 1) {
            LoggerFactory.getLogger(DiffusersFolder.class).info("{} of {} is there as {}: {} is used", part, folder.getFileName(),
                    variants.stream().map(WeightFiles::label).toList(), best.label());
        }
        return best;
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
        return names;
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

    /** The files that the weights of each part come from. */
    @Override
    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return new ModelFiles(folder).read(path);
    }

    @Override
    public void close() {
        files.forEach(SafetensorsFile::close);
    }
}
