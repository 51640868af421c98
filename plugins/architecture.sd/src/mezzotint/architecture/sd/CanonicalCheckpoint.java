package mezzotint.architecture.sd;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/** A file under canonical names; what it does not say of itself is as its family was published. */
final class CanonicalCheckpoint implements Checkpoint {

    private final Checkpoint file;
    private final Map<String, Source> sources;
    private final PublishedConfig published;

    CanonicalCheckpoint(Checkpoint file, Map<String, Source> sources) {
        this.file = file;
        this.sources = Map.copyOf(sources);
        this.published = new PublishedConfig(this, file);
    }

    private Source source(String name) {
        Source source = sources.get(name);
        if (source == null) {
            throw Problem.invalid("the model has no tensor " + name, "check that it is complete");
        }
        return source;
    }

    @Override
    public Set<String> names() {
        return sources.keySet();
    }

    @Override
    public int[] shape(String name) {
        return source(name).shape(file);
    }

    @Override
    public String type(String name) {
        return file.type(source(name).name());
    }

    @Override
    public ByteBuffer bytes(String name) {
        return source(name).bytes(file);
    }

    @Override
    public Tensor tensor(String name) {
        return source(name).tensor(file);
    }

    @Override
    public Map<String, String> metadata() {
        return file.metadata();
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return file.resource(path).or(() -> published.file(path));
    }

    @Override
    public void close() {
        file.close();
    }
}
