package mezzotint.format.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** A model as PyTorch saves it: a pickle and the tensors' values, in a zip file. Of what the pickle asks for nothing is run. */
@Component
@Plugin(id = "pickle", label = "PyTorch pickle", source = "https://pytorch.org/docs/stable/notes/serialization.html")
public final class PickleFormat implements CheckpointFormat {

    /** By the beginning of a zip file, or by its name: then opening it says what it holds in its place. */
    @Override
    public boolean reads(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            boolean zip = head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
            return zip || file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(ckpt|pt|pth|bin)");
        }
    }

    @Override
    public Checkpoint open(Path file) throws IOException {
        return PickleFile.open(file);
    }
}
