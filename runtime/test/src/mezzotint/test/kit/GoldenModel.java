package mezzotint.test.kit;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.backend.Backend;
import mezzotint.backend.Program;
import mezzotint.graph.Graph;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Networks;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.testkit.Goldens;

/** A model among the golden values, opened by the plugins that know it. */
public record GoldenModel(String name, Checkpoint checkpoint, Networks networks) implements AutoCloseable {

    public static GoldenModel open(String name) throws IOException {
        return open(Goldens.path("nets/" + name));
    }

    public static GoldenModel open(Path folder) throws IOException {
        Checkpoint checkpoint = first(CheckpointFormat.class, format -> {
            try {
                return format.reads(folder);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }).open(folder);
        Architecture architecture = first(Architecture.class, a -> a.matches(checkpoint));
        Checkpoint canonical = architecture.canonical(checkpoint);
        return new GoldenModel(folder.getFileName().toString(), canonical, architecture.networks(canonical));
    }

    /** Puts a golden model where the workbench looks for models, by a link. */
    public static void offer(String name) throws IOException {
        offer(name, name);
    }

    /** The same under another name, so that the workbench takes it for another model. */
    public static void offer(String name, String as) throws IOException {
        Path models = Files.createDirectories(Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("models/Diffusers"));
        try {
            Files.createSymbolicLink(models.resolve(as), Goldens.path("nets/" + name).toAbsolutePath());
        } catch (FileAlreadyExistsException e) {
            // An earlier test did.
        }
    }

    /** Puts a golden file into a folder of files that are used along with models, by a link. @param kind the folder's name */
    public static void offerExtra(String kind, String file) throws IOException {
        Path folder = Files.createDirectories(Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("models").resolve(kind));
        Path golden = Goldens.path(file).toAbsolutePath();
        try {
            Files.createSymbolicLink(folder.resolve(golden.getFileName()), golden);
        } catch (FileAlreadyExistsException e) {
            // An earlier test did.
        }
    }

    /** The same with another configuration of its scheduler. @return where it is */
    public static Path offer(String name, String as, JsonObject scheduler) throws IOException {
        Path golden = Goldens.path("nets/" + name).toAbsolutePath();
        Path model = Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("models/Diffusers").resolve(as);
        Files.createDirectories(model.resolve("scheduler"));
        Files.writeString(model.resolve("scheduler/scheduler_config.json"), scheduler.toString());
        try (Stream<Path> parts = Files.list(golden)) {
            for (Path part : parts.filter(p -> !Files.exists(model.resolve(p.getFileName()))).toList()) {
                Files.createSymbolicLink(model.resolve(part.getFileName()), part);
            }
        }
        return model;
    }

    /**
     * Puts a golden model that is one file where the workbench looks for such.
     *
     * @param configured a golden folder that has its configurations
     * @param as name of its file
     */
    public static void offerFile(String name, String configured, String as) throws IOException {
        Path models = Files.createDirectories(Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("models/Stable-diffusion"));
        Files.createSymbolicLink(models.resolve(as), Goldens.path("nets/" + name).toAbsolutePath());
        Path configurations = models.resolve(as.replaceFirst("\\.[^.]+$", ".config"));
        if (!Files.exists(configurations)) {
            Files.createSymbolicLink(configurations, Goldens.path("nets/" + configured).toAbsolutePath());
        }
    }

    /** A folder of the workbench's own with links to the files of a golden model, each of which may be replaced. */
    public static Path copy(String name, String as) throws IOException {
        Path from = Goldens.path("nets/" + name).toAbsolutePath();
        Path to = Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("models/Diffusers").resolve(as);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createSymbolicLink(copy, file);
                }
            }
        }
        return to;
    }

    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    /** Ids of the engines that find a device here. */
    public static Stream<String> engines() {
        return Osgi.service(Plugins.class).withAll(Backend.class, all ->
                all.stream().filter(l -> !l.hook().devices().isEmpty()).map(l -> l.entry().id()).toList()).stream();
    }

    @SuppressWarnings("unchecked")
    public Program program(Graph graph, String engine) {
        try (var lease = Osgi.service(Plugins.class).lease(Backend.class, engine)) {
            Backend<Record> backend = lease.hook();
            return backend.compile(graph, checkpoint, backend.devices().get(0), Parameters.defaults((Class<Record>) Parameters.type(backend)));
        }
    }

    private static <H> H first(Class<H> hook, Predicate<H> fits) {
        return Osgi.service(Plugins.class).withAll(hook, all -> all.stream().map(l -> l.hook()).filter(fits).findFirst().orElseThrow());
    }

    @Override
    public void close() {
        checkpoint.close();
    }
}
