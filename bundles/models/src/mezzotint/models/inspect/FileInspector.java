package mezzotint.models.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Inspector;
import mezzotint.model.Verdict;
import mezzotint.model.Verdict.Kind;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what files are, by the formats and architectures that are here and by what is known of others. */
@Component
public final class FileInspector implements Inspector {

    /** Folders of SD.Next, below a folder of models. */
    private static final Map<Kind, String> FOLDERS = Map.of(Kind.VAE, "VAE", Kind.PREVIEW_VAE, "VAE-approx", Kind.LORA, "Lora", Kind.EMBEDDING, "embeddings",
            Kind.CONTROLNET, "ControlNet", Kind.IP_ADAPTER, "ControlNet", Kind.T2I_ADAPTER, "ControlNet", Kind.UPSCALER, "ESRGAN");

    private final Plugins plugins;

    @Activate
    public FileInspector(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public Verdict inspect(Path file) {
        if (!Files.exists(file)) {
            throw new Problem(Problem.Kind.MISSING, "there is no file or folder " + file, "check the path");
        }
        try {
            Optional<Verdict> gguf = Files.isRegularFile(file) ? GgufHeader.read(file).map(GgufHeader::verdict) : Optional.empty();
            return gguf.isPresent() ? gguf.get() : plugins.withAll(CheckpointFormat.class, formats -> read(file, formats));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Verdict read(Path file, List<Lease<CheckpointFormat>> formats) {
        for (Lease<CheckpointFormat> format : formats) {
            try {
                if (format.hook().reads(file)) {
                    try (Checkpoint checkpoint = format.hook().open(file)) {
                        return verdict(file, checkpoint, format.entry().id());
                    }
                }
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        return new Verdict(Kind.UNKNOWN, "", List.of(), 0, "", "", List.of("no plugin reads this format: it would take a checkpoint format for it"), "");
    }

    private Verdict verdict(Path file, Checkpoint checkpoint, String format) {
        var header = new Header(checkpoint);
        Families.Rule rule = Families.of(header);
        String family = rule.family().apply(header);
        var lacks = new ArrayList<String>();
        String architecture = rule.kind() != Kind.CHECKPOINT ? "" : plugins.withAll(Architecture.class, all -> drawn(all, checkpoint, family, lacks));
        if (rule.kind() == Kind.DENOISER) {
            lacks.add("it has no autoencoder and no text encoder, and parts of a model in files of their own are not put together yet");
        } else if (rule.kind() == Kind.UNKNOWN) {
            lacks.add("nothing here knows tensors of these names");
        }
        String folder = rule.kind() == Kind.CHECKPOINT ? Files.isDirectory(file) ? "Diffusers" : "Stable-diffusion" : FOLDERS.getOrDefault(rule.kind(), "");
        return new Verdict(rule.kind(), family, header.types(), header.names().size(), format, architecture, lacks, folder);
    }

    /** The architecture that draws it; what keeps it from doing so is lacking. */
    private static String drawn(List<Lease<Architecture>> all, Checkpoint checkpoint, String family, List<String> lacks) {
        for (Lease<Architecture> architecture : all) {
            if (architecture.hook().matches(checkpoint)) {
                try {
                    architecture.hook().networks(architecture.hook().canonical(checkpoint));
                } catch (Problem e) {
                    lacks.add(e.getMessage());
                }
                return architecture.entry().id();
            }
        }
        lacks.add("no plugin draws its networks" + (family.isEmpty() ? "" : ": it would take an architecture for " + family) + ", or a part of the model is missing");
        return "";
    }

    private static Problem unreadable(Path file, IOException e) {
        return new Problem(Problem.Kind.INVALID, file + " cannot be read: " + e.getMessage(), "check the file", e);
    }
}
