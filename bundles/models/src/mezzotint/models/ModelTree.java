package mezzotint.models;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;

/** A folder of models with all that is below it, links included. */
final class ModelTree {

    /** Folders within folders. */
    private static final int DEEPEST = 8;

    private ModelTree() {}

    /** Whether a file has one of some endings, in whatever case. */
    static boolean ends(Path file, List<String> endings) {
        return ending(file.getFileName().toString(), endings).isPresent();
    }

    /** A path without the ending that it has of some. */
    static String bare(String path, List<String> endings) {
        return ending(path, endings).map(ending -> path.substring(0, path.length() - ending.length())).orElse(path);
    }

    private static Optional<String> ending(String path, List<String> endings) {
        String lower = path.toLowerCase(Locale.ROOT);
        return endings.stream().filter(lower::endsWith).findFirst();
    }

    /**
     * The models in it, in the order of their paths.
     *
     * @param whole which folders are one model; in these nothing is looked for
     * @param file which files are models
     */
    static Stream<Path> in(Path folder, Predicate<Path> whole, Predicate<Path> file) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        var found = new TreeSet<Path>();
        try {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    boolean model = !path.equals(folder) && whole.test(path);
                    if (model) {
                        found.add(path);
                    }
                    return model ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && file.test(path) || attributes.isDirectory() && whole.test(path)) {
                        found.add(path);
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** A link that leads back, or what may not be read: the rest counts all the same. */
                @Override
                public FileVisitResult visitFileFailed(Path path, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, folder + " cannot be listed: " + e.getMessage(), "check who may read it", e);
        }
        return found.stream();
    }
}
