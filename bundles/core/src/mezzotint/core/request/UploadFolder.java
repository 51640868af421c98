package mezzotint.core.request;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.image.PictureHeader;
import mezzotint.libs.disk.WholeFile;
import mezzotint.libs.signing.Digests;
import mezzotint.libs.webp.WebP;
import mezzotint.plugin.Problem;
import mezzotint.studio.Uploads;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.LoggerFactory;

/** Uploads as files that are called by the sha-256 of their bytes; the time of a file is that of its last use. */
@Component
public final class UploadFolder implements Uploads {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Path folder;

    @Activate
    public UploadFolder(BundleContext context) {
        this(Path.of(context.getProperty("mezzotint.home")).resolve("journal/uploads"));
    }

    UploadFolder(Path folder) {
        this.folder = folder;
        tidy(Instant.now().minus(KEPT));
    }

    @Override
    public String keep(byte[] file) {
        PictureData.check(file, PictureHeader.check(file, PictureHeader.MOST_PIXELS).format());
        String digest = Digests.sha256(file);
        try {
            keep(file, folder.resolve(digest));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the picture cannot be kept: " + e.getMessage(), "make room on the disk that holds " + folder, e);
        }
        return PREFIX + digest;
    }

    /** Two may bring the same picture at once. */
    private synchronized void keep(byte[] file, Path kept) throws IOException {
        if (Files.exists(kept)) {
            used(kept);
        } else {
            WholeFile.write(kept, file);
        }
    }

    @Override
    public byte[] file(String name) {
        String digest = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
        try {
            if (digest.matches("[0-9a-f]{64}")) {
                byte[] file = Files.readAllBytes(folder.resolve(digest));
                used(folder.resolve(digest));
                return file;
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(UploadFolder.class).debug("{} cannot be read: {}", name, e.getMessage());
        }
        throw new Problem(Problem.Kind.MISSING, "there is no picture " + name, "upload it to /api/uploads and take the name that it is given");
    }

    @Override
    public Image image(String name) {
        byte[] file = file(name);
        PictureHeader header = PictureHeader.check(file, PictureHeader.MOST_PIXELS);
        try {
            BufferedImage image = header.format() == PictureHeader.Format.WEBP ? WebP.read(file) : ImageIO.read(new ByteArrayInputStream(file));
            if (image != null) {
                return Image.paint(image.getWidth(), image.getHeight(), image::getRGB);
            }
        } catch (IOException | RuntimeException e) {
            throw new Problem(Problem.Kind.INVALID, "the picture " + name + " is damaged: " + e.getMessage(), "upload it again, as a PNG", e);
        }
        throw Problem.invalid("the picture " + name + " is of a format that is not read here", "upload it as a PNG");
    }

    private static void used(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    /** Deletes what was not used for long, and what a kill left half written. */
    private void tidy(Instant before) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(".part") || Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(UploadFolder.class).info("the uploads in {} cannot be tidied: {}", folder, e.getMessage());
        }
    }
}
