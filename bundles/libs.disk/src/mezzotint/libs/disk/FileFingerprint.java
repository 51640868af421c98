package mezzotint.libs.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A fingerprint of a model's files, which tells the model from the same with a file changed. */
public final class FileFingerprint {

    private FileFingerprint() {}

    /**
     * Path of the model, and a number made of the names, sizes and times of its files, and of those in the folder {@code NAME.config} beside it;
     * links are followed, as when they are read.
     */
    public static String of(Path model) {
        Path beside = model.resolveSibling(model.getFileName().toString().replaceFirst("\\.[^.]+$", "") + ".config");
        try (Stream<Path> own = Files.walk(model, FileVisitOption.FOLLOW_LINKS);
                Stream<Path> others = Files.isDirectory(beside) ? Files.walk(beside, FileVisitOption.FOLLOW_LINKS) : Stream.of();
                Stream<Path> files = Stream.concat(own, others)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            long sum = 0;
            for (Path file : all) {
                sum = 31 * (31 * (31 * sum + file.toString().hashCode()) + Files.size(file)) + Files.getLastModifiedTime(file).toMillis();
            }
            return model + " " + Long.toHexString(sum);
        } catch (IOException | UncheckedIOException e) {
            return model + " " + e.getMessage();
        }
    }
}
