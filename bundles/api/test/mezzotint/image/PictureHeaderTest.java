package mezzotint.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import mezzotint.image.PictureHeader.Format;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void sizes_are_read_as_the_jdk_wrote_them(String format) throws IOException {
        PictureHeader header = PictureHeader.check(written(format, 37, 21), 1000);
        assertEquals(new PictureHeader(Format.valueOf(format.toUpperCase(Locale.ROOT)), 37, 21), header);
    }

    /** The first bytes of files that libwebp wrote. */
    @ParameterizedTest
    @ValueSource(strings = {
        "524946464a00000057454250565038203e0000005003009d012a250015003e6d",
        "524946461e000000574542505650384c110000002f2400050007508522d7a3ff",
        "524946467e00000057454250565038580a000000080000002400001400005650"})
    void webp_is_read_in_its_three_forms(String hex) {
        assertEquals(new PictureHeader(Format.WEBP, 37, 21), PictureHeader.check(HexFormat.of().parseHex(hex), 1000));
    }

    @Test
    void a_picture_that_unpacks_to_too_much_is_refused_before_it_is() {
        byte[] png = Png.encode(Image.paint(4, 4, (x, y) -> 0));
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
        Problem problem = assertThrows(Problem.class, () -> PictureHeader.check(png, PictureHeader.MOST_PIXELS));
        assertEquals(Problem.Kind.TOO_LARGE, problem.kind());
        assertEquals("the picture is 100000x100000, 10000000000 pixels", problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iTXt", "iCCP"})
    void a_text_that_unpacks_to_too_much_is_refused(String type) throws IOException {
        assertEquals(4, PictureHeader.check(withText(type, 1 << 20), 16).width());
        byte[] bomb = withText(type, 64 << 20);
        assertTrue(bomb.length < 100_000);
        assertEquals(Problem.Kind.TOO_LARGE, assertThrows(Problem.class, () -> PictureHeader.check(bomb, 16)).kind());
    }

    @Test
    void texts_are_counted_together() throws IOException {
        byte[] once = withText("zTXt", 9 << 20);
        byte[] chunk = Arrays.copyOfRange(once, 33, once.length);
        byte[] twice = Arrays.copyOf(once, once.length + chunk.length);
        System.arraycopy(chunk, 0, twice, once.length, chunk.length);
        assertEquals(4, PictureHeader.check(once, 16).width());
        assertEquals(Problem.Kind.TOO_LARGE, assertThrows(Problem.class, () -> PictureHeader.check(twice, 16)).kind());
    }

    @Test
    void a_frame_larger_than_its_screen_counts() throws IOException {
        byte[] gif = written("gif", 37, 21);
        ByteBuffer.wrap(gif).putInt(6, 0x01000100);
        assertEquals(37, PictureHeader.check(gif, 1000).width());
    }

    @Test
    void what_is_no_picture_is_said() {
        for (String text : new String[] {"", "BM", "GIF89a", "RIFFxxxxWEBP", "<svg/>", "\u0089PNG\r\n\u001a\n"}) {
            Problem problem = assertThrows(Problem.class, () -> PictureHeader.check(text.getBytes(StandardCharsets.ISO_8859_1), 1000), text);
            assertEquals(Problem.Kind.INVALID, problem.kind());
        }
    }

    /** Whatever is broken in a file, the answer is a size or a problem in words. */
    @Test
    void damage_never_ends_in_another_exception() throws IOException {
        var random = new Random(1);
        for (String format : new String[] {"png", "jpeg", "gif", "bmp"}) {
            byte[] whole = written(format, 37, 21);
            for (int i = 0; i < 3000; i++) {
                byte[] broken = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                try {
                    assertTrue(PictureHeader.check(broken, 1000).pixels() <= 1000);
                } catch (Problem expected) {
                    assertTrue(expected.kind() == Problem.Kind.INVALID || expected.kind() == Problem.Kind.TOO_LARGE);
                }
            }
        }
    }

    private static byte[] written(String format, int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), format, out);
        return out.toByteArray();
    }

    /** A picture of 4x4 with a packed text of zeros. */
    private static byte[] withText(String type, int length) throws IOException {
        var data = new ByteArrayOutputStream();
        data.writeBytes(type.equals("iTXt") ? "parameters\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1) : "parameters\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (var deflater = new DeflaterOutputStream(data)) {
            deflater.write(new byte[length]);
        }
        byte[] png = Png.encode(Image.paint(4, 4, (x, y) -> 0));
        byte[] chunk = new byte[data.size() + 4];
        System.arraycopy(type.getBytes(StandardCharsets.ISO_8859_1), 0, chunk, 0, 4);
        System.arraycopy(data.toByteArray(), 0, chunk, 4, data.size());
        var crc = new CRC32();
        crc.update(chunk);
        return ByteBuffer.allocate(png.length + chunk.length + 8).put(png, 0, 33).putInt(data.size()).put(chunk).putInt((int) crc.getValue())
                .put(png, 33, png.length - 33).array();
    }
}
