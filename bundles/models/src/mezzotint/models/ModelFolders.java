package mezzotint.models;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import mezzotint.model.Models;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The model folders: {@code models} under the user's home, and those that the framework property
 * {@code mezzotint.models} lists. Their sub-folders have SD.Next's names.
 */
@Component
public final class ModelFolders implements Models {

    private static final List<String> KINDS = List.of("Diffusers", "Stable-diffusion");

    private final List<Path> roots;
    private final String preferred;
    private final Contents contents;
    private final CardReader cards = new CardReader();

    @Activate
    public ModelFolders(BundleContext context) {
        this(roots(context), Objects.requireNonNullElse(context.getProperty("mezzotint.model"), ""), home(context).resolve("cache/hashes.json"));
    }

    ModelFolders(List<Path> roots, String preferred, Path hashes) {
        this.roots = roots;
        this.preferred = preferred;
        this.contents = new Contents(new FileDigests(hashes));
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
        var byName = new TreeMap<String, Card>();
        for (Path root : roots) {
            for (String kind : KINDS) {
                entries(root.resolve(kind)).map(cards::read).forEach(card -> byName.putIfAbsent(card.name(), card));
            }
        }
        Comparator<Card> preferredFirst = Comparator.comparing(card -> !card.name().equals(preferred));
        return byName.values().stream().sorted(preferredFirst).toList();
    }

    @Override
    public List<Path> folders() {
        return roots;
    }

    @Override
    public List<Extra> extras(String kind) {
        return new ExtraFiles(roots).all(kind);
    }

    @Override
    public Extra extra(String kind, String name) {
        return new ExtraFiles(roots).find(kind, name);
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

    private static Stream<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ModelFolders::isModel).sorted().toList().stream();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, folder + " cannot be listed: " + e.getMessage(), "check who may read it", e);
        }
    }

    private static boolean isModel(Path path) {
        String name = path.getFileName().toString();
        return Files.isDirectory(path) ? Files.exists(path.resolve("model_index.json"))
                : name.endsWith(".safetensors") || name.endsWith(".ckpt") || name.endsWith(".gguf");
    }
}
