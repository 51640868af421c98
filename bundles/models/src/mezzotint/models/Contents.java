package mezzotint.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What tells the content of a model. That of a file is its SHA-256; that of a folder the SHA-256 of the lines that {@code sha256sum}
 * prints of its files, by their paths in it: {@code find . -type f | sort | sed 's,^./,,' | xargs sha256sum | sha256sum}. Hidden files
 * and what is there to be looked at do not count.
 */
record Contents(FileDigests digests) {

    private static final Set<String> TO_BE_LOOKED_AT = Set.of("md", "png", "jpg", "jpeg", "webp", "gif");

    /** A digest of a file, or nothing. */
    @FunctionalInterface
    private interface Digest {
        Optional<String> of(Path file) throws IOException;
    }

    /** In 64 lower-case digits. */
    String of(Path model) throws IOException {
        return of(model, file -> Optional.of(digests.of(file))).orElseThrow();
    }

    /** The same, if all files have been read as they are. */
    Optional<String> known(Path model) throws IOException {
        return of(model, digests::known);
    }

    private static Optional<String> of(Path model, Digest digest) throws IOException {
        if (!Files.isDirectory(model)) {
            return digest.of(model);
        }
        var all = FileDigests.sha256();
        for (Path file : files(model)) {
            Optional<String> one = digest.of(file);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.update((one.get() + "  " + name(model, file) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Optional.of(HexFormat.of().formatHex(all.digest()));
    }

    private static List<Path> files(Path model) throws IOException {
        try (Stream<Path> files = Files.walk(model, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile).filter(f -> counts(name(model, f))).sorted((a, b) -> name(model, a).compareTo(name(model, b))).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String name(Path model, Path file) {
        return model.relativize(file).toString().replace('\\', '/');
    }

    private static boolean counts(String name) {
        boolean hidden = name.startsWith(".") || name.contains("/.");
        return !hidden && !TO_BE_LOOKED_AT.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
