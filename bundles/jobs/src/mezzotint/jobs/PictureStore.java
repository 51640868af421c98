package mezzotint.jobs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
public final class PictureStore implements Pictures {

    private final JobService service;
    private final Trash trash;

    @Activate
    public PictureStore(BundleContext context, @Reference JobService service) {
        this(new Trash(Path.of(context.getProperty("mezzotint.home")).resolve("trash"), LocalDate::now), service);
    }

    PictureStore(Trash trash, JobService service) {
        this.trash = trash;
        this.service = service;
    }

    @Override
    public List<Made> list() {
        return newestFirst().flatMap(task -> task.pictures().stream().filter(this::isThere).map(result -> new Made(result, task))).toList();
    }

    @Override
    public List<Made> trash() {
        Map<String, String> discarded = service.history().discarded();
        return newestFirst().flatMap(task -> task.results().stream().filter(result -> discarded.containsKey(result.id()) && isInTrash(result))
                .map(result -> new Made(result, task))).toList();
    }

    /** What no sink has is there as long as it is in memory. */
    private boolean isThere(Job.Result result) {
        return !result.place().isEmpty() || service.recent().has(result.id());
    }

    private Stream<Task> newestFirst() {
        return service.jobs().filter(t -> t.state() == Job.State.DONE).sorted(Comparator.comparing((Task t) -> t.ended().orElseThrow()).reversed());
    }

    @Override
    public Optional<Job.Result> find(String id) {
        return origin(id).map(Made::result).filter(r -> !service.history().discarded().containsKey(id));
    }

    /** The id of a picture begins with that of its job. */
    @Override
    public Optional<Made> origin(String id) {
        String job = id.replaceFirst("-\\d+$", "");
        return service.find(job).map(Task.class::cast)
                .flatMap(t -> t.results().stream().filter(r -> r.id().equals(id)).findFirst().map(result -> new Made(result, t)));
    }

    @Override
    public Image image(Job.Result result) {
        return service.recent().get(result.id()).orElseGet(() -> {
            Image image = read(result);
            service.recent().put(result, image);
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
            LoggerFactory.getLogger(PictureStore.class).info("{} cannot be read: {}", result.place(), e.getMessage());
        }
        throw gone(result);
    }

    @Override
    public byte[] png(Job.Result result) {
        Optional<Image> recent = service.recent().get(result.id());
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
        Path to = trash.place(id);
        service.history().discarded().put(id, to.toString());
        service.history().note(JobRecords.DISCARDED, Map.of("id", id, "trash", to.toString()));
        service.history().await();
        if (!result.place().isEmpty()) {
            Trash.move(file(result), to);
        }
        trash.empty();
    }

    /** A picture that no sink took is in memory or nowhere. */
    private boolean isInTrash(Job.Result result) {
        return result.place().isEmpty() ? service.recent().has(result.id()) : trash.find(result.id()).isPresent();
    }

    @Override
    public void restore(String id) {
        Job.Result result = origin(id).map(Made::result).filter(r -> service.history().discarded().containsKey(id) && isInTrash(r))
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no picture " + id + " in the trash",
                        "look at /api/pictures?trash=true; what was discarded more than a month ago is deleted"));
        if (!result.place().isEmpty() && !Trash.move(trash.find(id).orElseThrow(() -> gone(result)), file(result))) {
            throw gone(result);
        }
        service.history().discarded().remove(id);
        service.history().note(JobRecords.RESTORED, Map.of("id", id));
        service.history().await();
    }
}
