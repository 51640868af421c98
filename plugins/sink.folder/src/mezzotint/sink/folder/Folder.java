package mezzotint.sink.folder;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import mezzotint.image.Png;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.script.ImageSink;
import mezzotint.studio.Picture;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** PNG files under the user's home: {@code pictures/2026-11-23/00001-42.png}, a running number and the seed. */
@Component
@Plugin(id = "folder", label = "Picture folder")
public final class Folder implements ImageSink<None> {

    private final Path pictures;

    @Activate
    public Folder(BundleContext context) {
        this(Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")).resolve("pictures"));
    }

    Folder(Path pictures) {
        this.pictures = pictures;
    }

    @Override
    public URI accept(Picture picture, None params) throws IOException {
        Path day = Files.createDirectories(pictures.resolve(LocalDate.now().toString()));
        Path part = day.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, Png.encode(picture.image(), picture.infotext()));
            return place(part, day, picture.seed()).toUri();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Gives the whole file its name, the next that is free; a link fails where another was faster. */
    private static Path place(Path part, Path day, long seed) throws IOException {
        for (int number = next(day);; number++) {
            try {
                return Files.createLink(day.resolve("%05d-%d.png".formatted(number, seed)), part);
            } catch (FileAlreadyExistsException e) {
                continue;
            } catch (UnsupportedOperationException e) {
                return Files.move(part, day.resolve("%05d-%d.png".formatted(number, seed)));
            }
        }
    }

    private static int next(Path day) throws IOException {
        try (Stream<Path> files = Files.list(day)) {
            return 1 + files.map(f -> f.getFileName().toString())
                    .filter(n -> n.matches("\\d{5,9}-.*\\.png"))
                    .mapToInt(n -> Integer.parseInt(n.substring(0, n.indexOf('-'))))
                    .max().orElse(0);
        }
    }
}
