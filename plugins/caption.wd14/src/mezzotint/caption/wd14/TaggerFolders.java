package mezzotint.caption.wd14;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mezzotint.plugin.Names;
import mezzotint.plugin.Problem;

/**
 * The taggers on disk: folders in {@code Tagger} of the model folders, each with a network and its tags.
 *
 * @param models folders of models, the user's own first
 */
record TaggerFolders(Supplier<List<Path>> models) {

    /**
     * @param asked its folder's name, with or without that of the network behind it; empty for the first there is
     * @throws Problem of kind {@code MISSING} if there is none, saying where one is found; of kind {@code INVALID} if none is called so
     */
    Path find(String asked) {
        String name = asked.replaceFirst("[/\\\\]model(\\.onnx)?$", "");
        List<Path> all = all();
        if (all.isEmpty()) {
            throw new Problem(Problem.Kind.MISSING, "there is no tagger in the folder Tagger of " + models.get(), "put " + Tagger.NETWORK + " and "
                    + Tagger.TAGS
                    + " of one into a folder there, as of SmilingWolf/wd-vit-tagger-v3 on Hugging Face");
        }
        return all.stream().filter(folder -> name.isBlank() || Names.key(folder.getFileName().toString()).equals(Names.key(name))).findFirst()
                .orElseThrow(() -> Problem.invalid("no tagger is called " + name, "choose among " + all.stream().map(Path::getFileName).toList()));
    }

    private List<Path> all() {
        return models.get().stream().flatMap(root -> folders(root.resolve("Tagger"))).filter(TaggerFolders::isTagger).toList();
    }

    private static Stream<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(parent)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, parent + " cannot be listed: " + e.getMessage(), "check who may read it", e);
        }
    }

    private static boolean isTagger(Path folder) {
        return Files.isRegularFile(folder.resolve(Tagger.NETWORK)) && Files.isRegularFile(folder.resolve(Tagger.TAGS));
    }
}
