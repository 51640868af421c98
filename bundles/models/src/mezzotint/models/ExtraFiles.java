package mezzotint.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mezzotint.model.Models.Extra;
import mezzotint.plugin.Names;
import mezzotint.plugin.Problem;

/**
 * The files beside the models, by kind. Each kind has the folders that SD.Next, AUTOMATIC1111 and ComfyUI have for it; what lies in sub-folders counts too.
 *
 * @param roots folders of models, the user's own first
 */
record ExtraFiles(List<Path> roots) {

    private static final Map<String, List<String>> FOLDERS = Map.of(
            "Lora", List.of("Lora", "LyCORIS", "loras"), "ESRGAN", List.of("ESRGAN", "RealESRGAN", "upscale_models"),
            "embeddings", List.of("embeddings"), "VAE", List.of("VAE", "vae"), "ControlNet", List.of("ControlNet", "controlnet", "control"));
    private static final List<String> ENDINGS = List.of(".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".gguf", ".onnx");
    private static final int SHOWN = 5;

    /** By name; of two files of one path in two roots, that in the first. */
    List<Extra> all(String kind) {
        var byName = new LinkedHashMap<String, Extra>();
        for (Path root : roots) {
            for (String folder : FOLDERS.getOrDefault(kind, List.of(kind))) {
                files(root.resolve(folder)).map(file -> extra(kind, root.resolve(folder), file)).forEach(extra -> byName.putIfAbsent(extra.name(), extra));
            }
        }
        return byName.values().stream().sorted(Comparator.comparing(Extra::name)).toList();
    }

    /**
     * @param asked its name, with or without folders before it and its ending, in any spelling if none is called exactly so; empty for the first
     * @throws Problem of kind {@code MISSING} if there is none of the kind; of kind {@code INVALID} if none is called so, with those that are most alike
     */
    Extra find(String kind, String asked) {
        List<Extra> all = all(kind);
        if (all.isEmpty()) {
            throw new Problem(Problem.Kind.MISSING, "there is no file in the folder " + kind + " of " + roots, "put one there");
        }
        String whole = asked.strip().replace('\\', '/');
        if (whole.isEmpty()) {
            return all.get(0);
        }
        String name = bare(whole);
        return first(all, whole, Extra::name).or(() -> first(all, name, Extra::name)).or(() -> first(all, last(name), extra -> last(extra.name())))
                .or(() -> first(all, Names.key(last(name)), extra -> Names.key(last(extra.name()))))
                .orElseThrow(() -> Problem.invalid("no file of the kind " + kind + " is called " + asked, "choose among " + nearest(all, name)));
    }

    private static Optional<Extra> first(List<Extra> all, String name, Function<Extra, String> spelling) {
        return name.isEmpty() ? Optional.empty() : all.stream().filter(extra -> spelling.apply(extra).equals(name)).findFirst();
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String bare(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().filter(lower::endsWith).findFirst().map(ending -> file.substring(0, file.length() - ending.length())).orElse(file);
    }

    /** The names that share the most letters at their beginning, and then of the most alike length. */
    private static List<String> nearest(List<Extra> all, String name) {
        return all.stream().map(Extra::name).sorted(Comparator.comparingInt((String other) -> -shared(other, name))
                .thenComparingInt(other -> Math.abs(other.length() - name.length()))).limit(SHOWN).toList();
    }

    private static int shared(String a, String b) {
        int i = 0;
        while (i < Math.min(a.length(), b.length()) && Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(i))) {
            i++;
        }
        return i;
    }

    private static Extra extra(String kind, Path folder, Path file) {
        try {
            return new Extra(kind, bare(folder.relativize(file).toString().replace('\\', '/')), file, Files.size(file));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, file + " cannot be read: " + e.getMessage(), "check who may read it", e);
        }
    }

    private static Stream<Path> files(Path folder) {
        return ModelTree.in(folder, path -> false, file -> ENDINGS.stream().anyMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith));
    }
}
