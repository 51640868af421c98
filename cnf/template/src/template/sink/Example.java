package template.sink;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import mezzotint.image.Png;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.script.ImageSink;
import mezzotint.studio.Picture;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Keeps the newest picture as {@code latest.png} in the workbench's folder. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements ImageSink<None> {

    private final Path home;

    @Activate
    public Example(BundleContext context) {
        this(Path.of(context.getProperty("mezzotint.home")));
    }

    Example(Path home) {
        this.home = home;
    }

    /** Written beside and then moved, so that nobody ever sees half a picture. */
    @Override
    public URI accept(Picture picture, None params) throws IOException {
        Path part = home.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, Png.encode(picture.image(), picture.infotext()));
            return Files.move(part, home.resolve("latest.png"), StandardCopyOption.ATOMIC_MOVE).toUri();
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
