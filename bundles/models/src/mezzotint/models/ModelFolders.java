package mezzotint.models;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.model.Models;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The model folders: {@code models} under the user's home, and those that the framework property
 * {@code mezzotint.models} lists. Their sub-folders have the names that SD.Next, AUTOMATIC1111 and ComfyUI
 * give them, so existing collections are used in place.
 */
@Component
public final class ModelFolders implements Models {

    private final List<Path> roots;
    private final String preferred;
    private final FileDigests digests;
    private final FileDigests tensorDigests;
    private final Contents contents;
    private final ExtraFiles extras;
    private final CardReader cards = new CardReader();

    @Activate
    public ModelFolders(BundleContext context) {
        this(roots(context), Objects.requireNonNullElse(context.getProperty("mezzotint.model"), ""), home(context).resolve("cache/hashes.json"));
    }

    ModelFolders(List<Path> roots, String preferred, Path hashes) {
        this.roots = roots;
        this.preferred = preferred;
        this.digests = new FileDigests(hashes, file -> 0);
        this.tensorDigests = new FileDigests(hashes.resolveSibling("tensor-" + hashes.getFileName()), FileDigests::tensors);
        this.contents = new Contents(digests);
        this.extras = new ExtraFiles(roots);
    }

    private static Path home(BundleContext context) {
        return Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), "."));
    }

    private static List<Path> roots(BundleContext context) {
        Path home = home(context);
        String more = Objects.requireNonNullElse(context.getProperty("mezzotint.models"), "");
        return Stream.concat(Stream.of(home.resolve("models")), Arrays.stream(more.split(File.pathSeparator)).filter(s -> !s.isBlank()).map(Path::of))
                .toList();
    }

    @Override
    public List<Card> list() {
        Comparator<Card> preferredFirst = Comparator.comparing(card -> !card.name().equals(preferred));
        return new CheckpointFiles(roots).byName().entrySet().stream().map(model -> cards.read(model.getKey(), model.getValue()))
                .sorted(preferredFirst).toList();
    }

    @Override
    public List<Path> folders() {
        return roots;
    }

    @Override
    public List<Extra> extras(String kind) {
        return extras.list(kind);
    }

    @Override
    public Extra extra(String kind, String name) {
        return extras.find(kind, name);
    }

    @Override
    public String sha256(Extra extra) {
        return digest(extra, digests);
    }

    @Override
    public String tensorSha256(Extra extra) {
        return digest(extra, tensorDigests);
    }

    private static String digest(Extra extra, FileDigests digests) {
        try {
            return digests.of(extra.path());
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, extra.path() + " cannot be read: " + e.getMessage(), "check who may read it", e);
        }
    }

    @Override
    public Card find(String name) {
        List<Card> all = list();
        if (all.isEmpty()) {
            throw new Problem(Problem.Kind.MISSING, "there is no model in " + roots, "put one into the folder Diffusers or Stable-diffusion there");
        }
        if (name.isBlank()) {
            return all.get(0);
        }
        return new ModelSearch(all, this::knownSha256).find(name)
                .orElseThrow(() -> Problem.invalid("no model is called " + name, "choose among " + all.stream().map(Card::name).toList()));
    }

    @Override
    public String sha256(Card card) {
        try {
            return contents.of(card.path());
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, card.path() + " cannot be read: " + e.getMessage(), "check who may read it", e);
        }
    }

    @Override
    public Optional<String> knownSha256(Card card) {
        try {
            return contents.known(card.path());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
