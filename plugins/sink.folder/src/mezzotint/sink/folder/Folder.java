package mezzotint.sink.folder;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import mezzotint.image.Png;
import mezzotint.libs.disk.WholeFile;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.script.ImageSink;
import mezzotint.studio.Picture;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.LoggerFactory;

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
        dropParts();
    }

    /** What a kill left half written is nobody's picture. */
    private void dropParts() {
        try (Stream<Path> files = Files.isDirectory(pictures) ? Files.walk(pictures, 2) : Stream.empty()) {
            for (Path part : files.filter(f -> f.getFileName().toString().matches("\\.[0-9a-f-]{36}\\.part")).toList()) {
                Files.delete(part);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(Folder.class).info("what was half written in {} stays: {}", pictures, e.getMessage());
        }
    }

    @Override
    public URI accept(Picture picture, None params) throws IOException {
        if (Files.isSymbolicLink(pictures) && !Files.exists(pictures)) {
            throw new IOException(pictures + " leads to " + Files.readSymbolicLink(pictures) + ", which is not there");
        }
        Path day = Files.createDirectories(pictures.resolve(LocalDate.now().toString()));
        Path part = day.resolve("." + UUID.randomUUID() + ".part");
        try {
            write(part, png(picture));
            return place(part, day, picture.seed()).toUri();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static byte[] png(Picture picture) {
        var texts = new LinkedHashMap<String, String>();
        texts.put(Png.PARAMETERS, picture.infotext());
        texts.put(Png.PROVENANCE, picture.provenance());
        return Png.encode(picture.image(), texts);
    }

    /** The picture outlives a loss of power. */
    private static void write(Path file, byte[] png) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            WholeFile.write(channel, png);
        }
    }

    /** Files of this seed with the same bytes. */
    @Override
    public List<URI> find(Picture picture, None params) throws IOException {
        byte[] png = png(picture);
        var found = new ArrayList<URI>();
        try (Stream<Path> files = Files.isDirectory(pictures) ? Files.walk(pictures, 2) : Stream.empty()) {
            for (Path file : files.filter(f -> f.getFileName().toString().endsWith("-" + picture.seed() + ".png")).sorted(Comparator.reverseOrder()).toList()) {
                if (Files.size(file) == png.length && Arrays.equals(Files.readAllBytes(file), png)) {
                    found.add(file.toUri());
                }
            }
        }
        return found;
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
