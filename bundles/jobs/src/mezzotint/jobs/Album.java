package mezzotint.jobs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Pictures;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** The pictures of the jobs that are remembered: the last ones in memory, the others where the sinks put them. */
@Component
public final class Album implements Pictures {

    private static final long TRASH_DAYS = 30;

    private final Queue queue;
    private final Path trash;

    @Activate
    public Album(BundleContext context, @Reference Queue queue) {
        this(Path.of(context.getProperty("mezzotint.home")).resolve("trash"), queue);
    }

    Album(Path trash, Queue queue) {
        this.trash = trash;
        this.queue = queue;
        empty(Instant.now().minus(TRASH_DAYS, ChronoUnit.DAYS));
    }

    @Override
    public List<Made> list() {
        return newestFirst().flatMap(task -> task.pictures().stream().map(result -> new Made(result, task))).toList();
    }

    @Override
    public List<Made> trash() {
        Map<String, String> discarded = queue.ledger().discarded();
        return newestFirst().flatMap(task -> task.results().stream().filter(result -> discarded.containsKey(result.id())).map(result -> new Made(result, task)))
                .toList();
    }

    private Stream<Task> newestFirst() {
        return queue.jobs().filter(t -> t.state() == Job.State.DONE).sorted(Comparator.comparing((Task t) -> t.ended().orElseThrow()).reversed());
    }

    @Override
    public Optional<Job.Result> find(String id) {
        return origin(id).map(Made::result).filter(r -> !queue.ledger().discarded().containsKey(id));
    }

    /** The id of a picture begins with that of its job. */
    @Override
    public Optional<Made> origin(String id) {
        String job = id.replaceFirst("-\\d+$", "");
        return queue.find(job).map(Task.class::cast)
                .flatMap(t -> t.results().stream().filter(r -> r.id().equals(id)).findFirst().map(result -> new Made(result, t)));
    }

    @Override
    public Image image(Job.Result result) {
        return queue.recent().get(result.id()).orElseGet(() -> {
            Image image = read(result);
            queue.recent().put(result.id(), image);
            return image;
        });
    }

    private static Image read(Job.Result result) {
        try {
            var image = ImageIO.read(file(result).toFile());
            if (image != null) {
                return Image.paint(image.getWidth(), image.getHeight(), image::getRGB);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(Album.class).info("{} cannot be read: {}", result.place(), e.getMessage());
        }
        throw gone(result);
    }

    @Override
    public byte[] png(Job.Result result) {
        Optional<Image> recent = queue.recent().get(result.id());
        if (result.place().startsWith("file:") && result.place().endsWith(".png")) {
            try {
                return Files.readAllBytes(file(result));
            } catch (IOException e) {
                return Png.encode(recent.orElseThrow(() -> gone(result)), result.infotext());
            }
        }
        return Png.encode(image(result), result.infotext());
    }

    private static Path file(Job.Result result) {
        if (!result.place().startsWith("file:")) {
            throw gone(result);
        }
        return Path.of(URI.create(result.place()));
    }

    private static Problem gone(Job.Result result) {
        return new Problem(Problem.Kind.MISSING, "the picture " + result.id() + " is not there any more"
                + (result.place().isEmpty() ? "" : ": it was " + result.place()), "make it again with its settings");
    }

    @Override
    public void discard(String id) {
        Job.Result result = find(id).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no picture " + id, "look at /api/pictures"));
        if (!result.place().isEmpty() && !result.place().startsWith("file:")) {
            throw new Problem(Problem.Kind.CONFLICT, "the picture is kept at " + result.place(), "delete it there");
        }
        Path to = trash.resolve(id + ".png");
        queue.ledger().discarded().put(id, to.toString());
        queue.ledger().note(Facts.DISCARDED, Map.of("id", id, "trash", to.toString()));
        queue.ledger().await();
        if (!result.place().isEmpty()) {
            move(file(result), to);
        }
    }

    @Override
    public void restore(String id) {
        String from = queue.ledger().discarded().get(id);
        Job.Result result = origin(id).map(Made::result).filter(r -> from != null)
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no picture " + id + " in the trash", "look at /api/pictures"));
        if (!result.place().isEmpty()) {
            move(Path.of(from), file(result));
        }
        queue.ledger().discarded().remove(id);
        queue.ledger().note(Facts.RESTORED, Map.of("id", id));
        queue.ledger().await();
    }

    private static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to);
        } catch (NoSuchFileException e) {
            LoggerFactory.getLogger(Album.class).info("{} is gone already", from);
        } catch (FileAlreadyExistsException e) {
            throw new Problem(Problem.Kind.CONFLICT, "there is another file at " + to, "move that away first", e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, from + " cannot be moved to " + to + ": " + e.getMessage(), "check who may write there", e);
        }
    }

    /** Deletes what has been in the trash for long. */
    private void empty(Instant before) {
        if (!Files.isDirectory(trash)) {
            return;
        }
        try (Stream<Path> files = Files.list(trash)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(Album.class).info("the trash in {} cannot be emptied: {}", trash, e.getMessage());
        }
    }
}
