package mezzotint.models.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import mezzotint.fault.Fault;
import mezzotint.model.Adapter;
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
                if (reads(format.hook(), file)) {
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
        lacks(rule.kind(), checkpoint).ifPresent(lacks::add);
        String folder = rule.kind() == Kind.CHECKPOINT ? Files.isDirectory(file) ? "Diffusers" : "Stable-diffusion" : FOLDERS.getOrDefault(rule.kind(), "");
        return new Verdict(rule.kind(), family, header.types(), header.names().size(), format, architecture, lacks, folder);
    }

    /** What keeps a file that is no whole model from being used. */
    private Optional<String> lacks(Kind kind, Checkpoint checkpoint) {
        return switch (kind) {
            case DENOISER -> Optional.of("it has no autoencoder and no text encoder, and parts of a model in files of their own are not put together yet");
            case LORA -> plugins.withAll(Adapter.class, all -> all.stream().anyMatch(lease -> own(() -> lease.hook().reads(checkpoint))))
                    ? Optional.empty() : Optional.of("no plugin lays it over a model: it would take an adapter for it");
            case VAE, PREVIEW_VAE, TEXT_ENCODER -> Optional.of("parts of a model in files of their own are not put together yet");
            case CONTROLNET, IP_ADAPTER, T2I_ADAPTER -> Optional.of("no plugin steers pictures by it: it would take a conditioner for it");
            case LANGUAGE_MODEL -> Optional.of("nothing here runs language models");
            case UNKNOWN -> Optional.of("nothing here knows tensors of these names");
            case CHECKPOINT, EMBEDDING, UPSCALER -> Optional.empty();
        };
    }

    /** An answer of a plugin; no, if it failed by its own fault. */
    private static boolean own(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (Problem e) {
            if (Fault.behind(e).isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    /** The architecture that draws it; what keeps it from doing so is lacking. */
    private static String drawn(List<Lease<Architecture>> all, Checkpoint checkpoint, String family, List<String> lacks) {
        for (Lease<Architecture> architecture : all) {
            if (own(() -> architecture.hook().matches(checkpoint))) {
                try {
                    architecture.hook().networks(architecture.hook().canonical(checkpoint));
                } catch (Problem e) {
                    lacks.add(e.getMessage());
                }
                return architecture.entry().id();
            }
        }
        lacks.add("no plugin draws its networks" + (family.isEmpty() ? "" : ": it would take an architecture for " + family)
                + ", or a part of the model is missing");
        return "";
    }

    private static boolean reads(CheckpointFormat format, Path file) {
        return own(() -> {
            try {
                return format.reads(file);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        });
    }

    private static Problem unreadable(Path file, IOException e) {
        return new Problem(Problem.Kind.INVALID, file + " cannot be read: " + e.getMessage(), "check the file", e);
    }
}
