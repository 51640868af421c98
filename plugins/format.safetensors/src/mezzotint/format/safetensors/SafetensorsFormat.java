package mezzotint.format.safetensors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mezzotint.libs.safetensors.SafetensorsFile;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** A model in one safetensors file. */
@Component
@Plugin(id = "safetensors", label = "Safetensors", source = "https://github.com/huggingface/safetensors")
public final class SafetensorsFormat implements CheckpointFormat {

    /** By the ninth byte, with which the header begins, or by its name: then opening it says what it holds in its place. */
    @Override
    public boolean reads(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(9);
            return head.length == 9 && head[8] == '{' || file.toString().endsWith(".safetensors");
        }
    }

    @Override
    public Checkpoint open(Path file) throws IOException {
        return SafetensorsFile.open(file);
    }
}
