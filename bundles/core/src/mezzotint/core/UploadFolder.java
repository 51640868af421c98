package mezzotint.core;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.image.PictureHeader;
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
        PictureHeader.check(file, PictureHeader.MOST_PIXELS);
        String digest = digest(file);
        try {
            Path kept = Files.createDirectories(folder).resolve(digest);
            if (Files.exists(kept)) {
                used(kept);
            } else {
                write(file, kept);
            }
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the picture cannot be kept: " + e.getMessage(), "make room on the disk that holds " + folder, e);
        }
        return PREFIX + digest;
    }

    private void write(byte[] file, Path kept) throws IOException {
        Path part = folder.resolve(UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(file));
                channel.force(true);
            }
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
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

    private static String digest(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
