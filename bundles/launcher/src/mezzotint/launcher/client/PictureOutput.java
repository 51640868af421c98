package mezzotint.launcher.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.launcher.start.CommandFailure;

/**
 * Where pictures are saved: a file, or a folder in which each gets the next free number.
 *
 * @param folder the folder, which need not exist yet
 * @param file name of the file, or null
 */
public record PictureOutput(Path folder, String file) {

    private static final Pattern NUMBERED = Pattern.compile("(\\d{5,9})-.*\\.png");

    private static final Pattern OTHER_FORMAT = Pattern.compile("(?i).*\\.(jpe?g|webp|gif|bmp|tiff?)");

    /** @throws CommandFailure if nothing can be saved there */
    public static PictureOutput of(String out) {
        Path path = Path.of(out).toAbsolutePath().normalize();
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        boolean png = name.toLowerCase(Locale.ROOT).endsWith(".png") && !Files.isDirectory(path);
        if (!png && (Files.isRegularFile(path) || OTHER_FORMAT.matcher(name).matches())) {
            throw new CommandFailure("--out is " + out + "; give a file that ends in .png, or a folder");
        }
        PictureOutput target = png ? new PictureOutput(path.getParent(), name) : new PictureOutput(path, null);
        Path there = target.folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new CommandFailure("--out is " + out + ", and nothing can be written to " + there + "; choose another folder");
        }
        return target;
    }

    /**
     * Saves a picture, whole or not at all.
     *
     * @param number counts the pictures of one job from 1; 0 for the only one
     */
    public Path save(Client client, Client.Made picture, int number) throws IOException {
        byte[] png = client.send("GET", picture.url(), null);
        Files.createDirectories(folder);
        Path path = folder.resolve(file == null ? free(picture.seed()) : number == 0 ? file : numbered(number));
        Path part = folder.resolve("." + path.getFileName() + ".part");
        try {
            Files.write(part, png);
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return path;
    }

    private String numbered(int number) {
        int dot = file.lastIndexOf('.');
        return file.substring(0, dot) + "-" + number + file.substring(dot);
    }

    /** A name in the folder with the number after the largest there. */
    private String free(long seed) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            int largest = files.map(f -> NUMBERED.matcher(f.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(m -> Integer.parseInt(m.group(1)))
                    .max().orElse(0);
            return String.format("%05d-%s.png", largest + 1, Long.toUnsignedString(seed));
        }
    }
}
