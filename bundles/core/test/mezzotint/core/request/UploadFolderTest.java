package mezzotint.core.request;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.plugin.Problem;
import mezzotint.studio.Uploads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {

    @TempDir
    Path folder;

    private static byte[] png(int colour) {
        return Png.encode(Image.paint(3, 2, (x, y) -> colour + x));
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void keepsAPictureOnceAlsoAfterARestart() throws Exception {
        String name = new UploadFolder(folder, 1 << 20).keep(png(0x102030));
        Uploads uploads = new UploadFolder(folder, 1 << 20);
        assertEquals(name, uploads.keep(png(0x102030)));
        assertEquals(1, files().size());
        assertArrayEquals(png(0x102030), uploads.file(name));
        assertEquals(0x102032, uploads.image(name).rgb(2, 1));
    }

    @Test
    void refusesWhatIsNoPictureOrTooLargeAndKeepsNothingOfIt() throws Exception {
        var uploads = new UploadFolder(folder, 1 << 20);
        byte[] bomb = png(0);
        ByteBuffer.wrap(bomb).putInt(16, 64_000).putInt(20, 64_000);
        assertEquals(Problem.Kind.TOO_LARGE, assertThrows(Problem.class, () -> uploads.keep(bomb)).kind());
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> uploads.keep("text".getBytes())).kind());
        assertEquals(List.of(), files());
    }

    @Test
    void namesLeadNowhereElse() throws Exception {
        Files.write(folder.resolveSibling("outside"), png(0));
        var uploads = new UploadFolder(folder, 1 << 20);
        for (String name : List.of("upload:../outside", "upload:", "upload:" + "0".repeat(64), "outside", "")) {
            assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> uploads.file(name)).kind(), name);
        }
    }

    @Test
    void dropsWhatNobodyUsedForAMonthAndWhatAKillLeft() throws Exception {
        var uploads = new UploadFolder(folder, 1 << 20);
        String old = uploads.keep(png(1));
        String used = uploads.keep(png(2));
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        }
        Files.writeString(folder.resolve("1234.part"), "half");
        uploads.file(used);
        var next = new UploadFolder(folder, 1 << 20);
        assertArrayEquals(png(2), next.file(used));
        assertThrows(Problem.class, () -> next.file(old));
        assertFalse(Files.exists(folder.resolve("1234.part")));
    }

    @Test
    void whatWasUsedTheLongestAgoMakesRoom() throws Exception {
        long size = png(0).length;
        var uploads = new UploadFolder(folder, 10 * size + size / 2);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            names.add(uploads.keep(png(i)));
            Files.setLastModifiedTime(folder.resolve(names.get(i).substring(Uploads.PREFIX.length())), FileTime.from(Instant.now().minusSeconds(100 - i)));
        }
        uploads.file(names.get(0));
        String last = uploads.keep(png(10));
        assertArrayEquals(png(10), uploads.file(last));
        assertArrayEquals(png(0), uploads.file(names.get(0)), "it was used since");
        assertThrows(Problem.class, () -> uploads.file(names.get(1)));
        assertThrows(Problem.class, () -> uploads.file(names.get(2)));
        assertEquals(9, files().size());
    }

    @Test
    void readsGreysAsTheyAreAndWhatCanBeSeenThroughOnWhite() throws Exception {
        var uploads = new UploadFolder(folder, 1 << 20);
        var grey = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 100);
        assertEquals(0x646464, uploads.image(uploads.keep(file(grey))).rgb(0, 0));
        var clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 0x33000000);
        assertEquals(0xCCCCCC, uploads.image(uploads.keep(file(clear))).rgb(0, 0));
    }

    private static byte[] file(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
