package mezzotint.models;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The models, files and folders, in the folders that SD.Next, AUTOMATIC1111 and ComfyUI have for them.
 *
 * @param roots folders of models, the user's own first
 */
record CheckpointFiles(List<Path> roots) {

    private static final List<String> FOLDERS = List.of("Diffusers", "diffusers", "Stable-diffusion", "checkpoints");
    private static final List<String> ENDINGS = List.of(".safetensors", ".ckpt", ".gguf");
    /** As A1111 calls an autoencoder that lies beside its model. */
    private static final Pattern BESIDE = Pattern.compile(".*\\.vae\\.[a-z]+");
    /** As huggingface_hub keeps what it fetched; SD.Next has its folders so. */
    private static final Pattern FETCHED = Pattern.compile("models--([^/]+?)--([^/]+)/snapshots/[^/]+");

    /**
     * Each model by its name: the path below the folder, without the ending. Of two with one name the second has its ending or its folder in the name;
     * of two of one path in two roots that in the first counts.
     */
    Map<String, Path> byName() {
        var byName = new TreeMap<String, Path>();
        var paths = new TreeMap<String, Path>();
        for (Path root : roots) {
            for (String folder : FOLDERS) {
                Path top = root.resolve(folder);
                ModelTree.in(top, path -> Files.isRegularFile(path.resolve("model_index.json")), CheckpointFiles::isModel)
                        .filter(model -> paths.putIfAbsent(folder + "/" + relative(top, model), model) == null)
                        .forEach(model -> names(folder, relative(top, model), model).filter(name -> !byName.containsKey(name)).findFirst()
                                .ifPresent(name -> byName.put(name, model)));
            }
        }
        return byName;
    }

    private static String relative(Path folder, Path model) {
        return folder.relativize(model).toString().replace(File.separatorChar, '/');
    }

    private static Stream<String> names(String folder, String path, Path model) {
        Matcher fetched = FETCHED.matcher(path);
        return Stream.of(fetched.matches() ? fetched.group(1) + "/" + fetched.group(2)
                : Files.isDirectory(model) ? path : bare(path), path, folder + "/" + path);
    }

    /** Without the ending of a model's file. */
    static String bare(String path) {
        return ModelTree.bare(path, ENDINGS);
    }

    private static boolean isModel(Path file) {
        return ModelTree.ends(file, ENDINGS) && !BESIDE.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT)).matches();
    }
}
