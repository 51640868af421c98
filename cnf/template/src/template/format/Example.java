package template.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** One array of NumPy in a {@code .npy} file, as a checkpoint with a single tensor. */
@Component
@Plugin(id = "example", label = "Example", source = "https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html")
public final class Example implements CheckpointFormat {

    @Override
    public boolean reads(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(NumpyArray.MAGIC.length), NumpyArray.MAGIC);
        }
    }

    @Override
    public Checkpoint open(Path file) throws IOException {
        return NumpyArray.read(file);
    }
}
