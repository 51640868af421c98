package mezzotint.format.diffusers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** A model in a folder as diffusers saves it: a part in each sub-folder, and an index of the parts. */
@Component
@Plugin(id = "diffusers", label = "Diffusers folder", source = "https://huggingface.co/docs/diffusers/using-diffusers/other-formats")
public final class DiffusersFormat implements CheckpointFormat {

    static final String INDEX = "model_index.json";

    @Override
    public boolean reads(Path file) {
        return Files.isRegularFile(file.resolve(INDEX));
    }

    @Override
    public Checkpoint open(Path folder) throws IOException {
        return DiffusersFolder.open(folder);
    }
}
