package mezzotint.jobs;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of pictures that were discarded, in a folder for each day: {@code trash/2026-11-30/ID.png}. A file's own time says when the
 * picture was made, so it cannot say how long the file must stay.
 */
final class Trash {

    private static final int MONTHS = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);

    private final Path folder;
    private final Supplier<LocalDate> today;

    Trash(Path folder, Supplier<LocalDate> today) {
        this.folder = folder;
        this.today = today;
        dateTheUndated();
        empty();
    }

    /** Of what lies in no day's folder nobody knows since when: it counts from today. */
    private void dateTheUndated() {
        try {
            for (Path file : list(folder)) {
                if (Files.isRegularFile(file)) {
                    move(file, day().resolve(file.getFileName()));
                }
            }
        } catch (IOException | Problem e) {
            LOG.info("{} holds files that are kept, since they cannot be moved: {}", folder, e.getMessage());
        }
    }

    /** Deletes what was discarded more than a month ago. */
    void empty() {
        try {
            for (Path day : list(folder).stream().filter(this::isOld).toList()) {
                for (Path file : list(day)) {
                    Files.delete(file);
                }
                Files.delete(day);
            }
        } catch (IOException e) {
            LOG.info("the trash in {} cannot be emptied: {}", folder, e.getMessage());
        }
    }

    private boolean isOld(Path day) {
        try {
            return LocalDate.parse(day.getFileName().toString()).isBefore(today.get().minusMonths(MONTHS));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Path day() {
        return folder.resolve(today.get().toString());
    }

    /** Where the file of a picture that is discarded now goes. */
    Path place(String id) {
        return day().resolve(id + ".png");
    }

    /** The file of a picture, if it is there. */
    Optional<Path> find(String id) {
        try {
            return list(folder).stream().map(day -> day.resolve(id + ".png")).filter(Files::exists).findFirst();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the trash in " + folder + " cannot be read: " + e.getMessage(), "check who may read there", e);
        }
    }

    /** @return whether the file was there */
    static boolean move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to);
            return true;
        } catch (NoSuchFileException e) {
            LOG.info("{} is gone already", from);
            return false;
        } catch (FileAlreadyExistsException e) {
            throw new Problem(Problem.Kind.CONFLICT, "there is another file at " + to, "move that away first", e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, from + " cannot be moved to " + to + ": " + e.getMessage(), "check who may write there", e);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
