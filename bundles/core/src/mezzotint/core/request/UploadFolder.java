package mezzotint.core.request;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.image.PictureHeader;
import mezzotint.libs.disk.WholeFile;
import mezzotint.libs.signing.Digests;
import mezzotint.libs.pixels.AwtPicture;
import mezzotint.libs.webp.WebP;
import mezzotint.plugin.Problem;
import mezzotint.studio.Uploads;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.LoggerFactory;

/**
 * Uploads as files that are called by the sha-256 of their bytes; the time of a file is that of its last use. They are kept for a month, and while they take
 * no more than {@code mezzotint.uploads.megabytes}: then those go that were used the longest ago.
 */
@Component
public final class UploadFolder implements Uploads {

    private static final Duration KEPT = Duration.ofDays(30);

    private static final Duration TIDIED = Duration.ofDays(1);
    private static final long MEGABYTE = 1 << 20;
    private static final long MEGABYTES = 8192;

    private final Path folder;
    private final long most;
    private long bytes;
    private Instant tidied;

    @Activate
    public UploadFolder(BundleContext context) {
        this(Path.of(context.getProperty("mezzotint.home")).resolve("journal/uploads"),
                Optional.ofNullable(context.getProperty("mezzotint.uploads.megabytes")).map(Long::valueOf).orElse(MEGABYTES) * MEGABYTE);
    }

    /** @param most bytes that are kept */
    UploadFolder(Path folder, long most) {
        this.folder = folder;
        this.most = most;
        tidy();
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
            bytes += file.length;
        }
        if (bytes > most || tidied.plus(TIDIED).isBefore(Instant.now())) {
            tidy();
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
                return AwtPicture.image(image);
            }
        } catch (IOException | RuntimeException e) {
            throw new Problem(Problem.Kind.INVALID, "the picture " + name + " is damaged: " + e.getMessage(), "upload it again, as a PNG", e);
        }
        throw Problem.invalid("the picture " + name + " is of a format that is not read here", "upload it as a PNG");
    }

    private static void used(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    /** A file, as the folder tells of it. */
    private record Kept(Path path, Instant used, long bytes) {

        static Kept of(Path path) {
            try {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new Kept(path, attributes.lastModifiedTime().toInstant(), attributes.size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Deletes what was not used for long, what a kill left half written, and of the rest the oldest while it is too much. */
    private synchronized void tidy() {
        long room = bytes > most ? most / 10 * 9 : most; // not again at the next one
        tidied = Instant.now();
        bytes = 0;
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Kept file : files.map(Kept::of).sorted(Comparator.comparing(Kept::used).reversed()).toList()) {
                boolean stays = !file.path().toString().endsWith(".part") && file.used().isAfter(tidied.minus(KEPT)) && bytes + file.bytes() <= room;
                if (stays) {
                    bytes += file.bytes();
                } else {
                    Files.delete(file.path());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(UploadFolder.class).info("the uploads in {} cannot be tidied: {}", folder, e.getMessage());
        }
    }
}
