package mezzotint.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    List<Extra> list(String kind) {
        var byName = new LinkedHashMap<String, Extra>();
        for (Path root : roots) {
            for (String folder : FOLDERS.getOrDefault(kind, List.of(kind))) {
                ModelTree.in(root.resolve(folder), path -> false, file -> ModelTree.ends(file, ENDINGS)).flatMap(file -> extra(kind, root.resolve(folder), file).stream())
                        .forEach(extra -> byName.putIfAbsent(extra.name(), extra));
            }
        }
        return byName.values().stream().sorted(Comparator.comparing(Extra::name)).toList();
    }

    /**
     * @param asked its name, with or without folders before it and its ending, in any spelling if none is called exactly so; empty for the first
     * @throws Problem of kind {@code MISSING} if there is none of the kind; of kind {@code INVALID} if none is called so, with those that are most alike
     */
    Extra find(String kind, String asked) {
        List<Extra> all = list(kind);
        if (all.isEmpty()) {
            throw new Problem(Problem.Kind.MISSING, "there is no file in the folder " + kind + " of " + roots, "put one there");
        }
        String whole = asked.strip().replace('\\', '/');
        if (whole.isEmpty()) {
            return all.get(0);
        }
        String name = ModelTree.bare(whole, ENDINGS);
        return first(all, whole, Extra::name).or(() -> first(all, name, Extra::name)).or(() -> first(all, last(name), Extra::shortName))
                .or(() -> first(all, Names.key(last(name)), extra -> Names.key(extra.shortName())))
                .orElseThrow(() -> Problem.invalid("no file of the kind " + kind + " is called " + asked, "choose among " + nearest(all, name)));
    }

    private static Optional<Extra> first(List<Extra> all, String name, Function<Extra, String> spelling) {
        return name.isEmpty() ? Optional.empty() : all.stream().filter(extra -> spelling.apply(extra).equals(name)).findFirst();
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static List<String> nearest(List<Extra> all, String name) {
        String key = Names.key(name);
        return all.stream().sorted(Comparator.comparing(extra -> distance(Names.key(extra.shortName()), key))).limit(SHOWN).map(Extra::name).toList();
    }

    /** Letters to put in, take out or exchange (Levenshtein, 1966). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** Nothing where it has gone meanwhile, as a download does that is done. */
    private static Optional<Extra> extra(String kind, Path folder, Path file) {
        try {
            return Optional.of(new Extra(kind, ModelTree.bare(folder.relativize(file).toString().replace('\\', '/'), ENDINGS), file, Files.size(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
