package mezzotint.libs.claims;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import mezzotint.catalog.Passport;

/** The indexes of paths that are here: those that were made of the user's repositories, and those that ship. For several threads. */
public final class PathIndexes {

    /** An index as it was read, and the file's time then; null for one that ships. */
    private record Kept(FileTime time, PathIndex index) {}

    private final Path folder;
    private final Function<String, InputStream> shipped;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /**
     * @param home the workbench's folder; its sub-folder {@code catalog/paths} has the user's
     * @param shipped an index by the name of its file, null if there is none
     */
    public PathIndexes(Path home, Function<String, InputStream> shipped) {
        this.folder = home.resolve("catalog/paths");
        this.shipped = shipped;
    }

    /** Where the index of a repository is kept. */
    public Path file(String repository) {
        return folder.resolve(name(repository));
    }

    /** How its file is called, with no sign that a file's name may not have. */
    private static String name(String repository) {
        return repository.replaceAll("[^A-Za-z0-9._-]", "+") + ".paths.gz";
    }

    /** The index of an artifact's repository: one of the user's goes before one that ships. */
    public Optional<PathIndex> of(Passport passport) {
        String id = passport.artifact().id();
        return of(id).or(() -> passport.facts("repository").stream().map(f -> f.value().replaceFirst("^https://github\\.com/", "").replaceFirst("(\\.git)?/?$", ""))
                .flatMap(repository -> of(repository).stream()).findFirst());
    }

    private Optional<PathIndex> of(String repository) {
        String name = name(repository);
        try {
            Path file = folder.resolve(name);
            FileTime time = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
            Kept before = kept.get(name);
            if (before == null || time != null && !time.equals(before.time())) {
                try (InputStream in = time == null ? shipped.apply(name) : Files.newInputStream(file)) {
                    before = in == null ? null : new Kept(time, PathIndex.read(in));
                }
                if (before != null) {
                    kept.put(name, before);
                }
            }
            return Optional.ofNullable(before).map(Kept::index);
        } catch (IOException e) {
            throw new UncheckedIOException("the index of the paths of " + repository + " cannot be read: " + e.getMessage(), e);
        }
    }
}
