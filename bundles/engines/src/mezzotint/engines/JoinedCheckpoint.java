package mezzotint.engines;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.model.Checkpoint;
import mezzotint.tensor.Tensor;

/**
 * A model and what is laid over it as one checkpoint. All but tensors is the model's.
 *
 * @param more further files, by what is put before the names of their tensors
 */
record JoinedCheckpoint(Checkpoint model, Map<String, Checkpoint> more) implements Checkpoint {

    JoinedCheckpoint {
        more = Map.copyOf(more);
    }

    /** A tensor as the file calls it that has it. */
    private record Place(Checkpoint file, String name) {}

    private Place place(String name) {
        return more.entrySet().stream().filter(file -> name.startsWith(file.getKey())).findFirst()
                .map(file -> new Place(file.getValue(), name.substring(file.getKey().length()))).orElse(new Place(model, name));
    }

    @Override
    public Set<String> names() {
        var names = new HashSet<>(model.names());
        more.forEach((prefix, file) -> file.names().forEach(name -> names.add(prefix + name)));
        return names;
    }

    @Override
    public int[] shape(String name) {
        Place place = place(name);
        return place.file().shape(place.name());
    }

    @Override
    public String type(String name) {
        Place place = place(name);
        return place.file().type(place.name());
    }

    @Override
    public ByteBuffer bytes(String name) {
        Place place = place(name);
        return place.file().bytes(place.name());
    }

    @Override
    public Tensor tensor(String name) {
        Place place = place(name);
        return place.file().tensor(place.name());
    }

    @Override
    public Map<String, String> metadata() {
        return model.metadata();
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return model.resource(path);
    }

    @Override
    public void close() {
        RuntimeException failed = null;
        for (Checkpoint file : Stream.concat(Stream.of(model), more.values().stream()).toList()) {
            try {
                file.close();
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
