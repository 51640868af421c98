package mezzotint.libs.infotext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.libs.infotext.picture.Exif;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PictureFileTest {

    private static final String TEXT = "a cat \u732b\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Size: 40x24";

    private static byte[] png() {
        return Png.encode(Image.paint(40, 24, (x, y) -> x * 1234567 + y), TEXT);
    }

    private static byte[] jpeg() {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(40, 24, BufferedImage.TYPE_INT_RGB), "jpg", out);
            return PictureFile.write(out.toByteArray(), TEXT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Lossless of the simple form: its header and five bytes of picture. */
    private static byte[] webp() {
        byte[] simple = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes()).putInt(18).put("WEBPVP8L".getBytes())
                .putInt(5).put((byte) 0x2F).putInt(39 | 23 << 14).array();
        return PictureFile.write(simple, TEXT);
    }

    private static Stream<byte[]> files() {
        return Stream.of(png(), jpeg(), webp());
    }

    @TestFactory
    Stream<DynamicTest> tellsSizeAndText() {
        return files().map(PictureFile::read).map(file -> DynamicTest.dynamicTest(file.format().name(), () -> {
            assertEquals(List.of(40, 24), List.of(file.width(), file.height()));
            assertEquals(TEXT, file.infotext().orElseThrow());
        }));
    }

    @Test
    void aJpegWithTextIsReadByOthers() throws IOException {
        assertEquals(40, ImageIO.read(new ByteArrayInputStream(jpeg())).getWidth());
    }

    @Test
    void readsCommentsOfEitherByteOrder() {
        byte[] big = Exif.of(TEXT);
        ByteBuffer little = ByteBuffer.allocate(big.length).order(ByteOrder.LITTLE_ENDIAN);
        little.put("II".getBytes()).putShort((short) 42).putInt(8).putShort((short) 1).putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(26)
                .putInt(0).putShort((short) 1).putShort((short) 0x9286).putShort((short) 7).putInt(big.length - 40).putInt(40)
                .put("UNICODE\0".getBytes()).put(TEXT.getBytes(StandardCharsets.UTF_16LE));
        assertEquals(TEXT, Exif.texts(big).get(PictureFile.COMMENT));
        assertEquals(TEXT, Exif.texts(little.array()).get(PictureFile.COMMENT));
    }

    /** Cut anywhere, or with any byte changed, a file is read or refused in words. */
    @Test
    void damageIsToldInWords() {
        var random = new Random(7);
        files().forEach(file -> {
            for (int i = 0; i < 3000; i++) {
                byte[] damaged = i < file.length ? Arrays.copyOf(file, i) : file.clone();
                for (int n = i < file.length ? 0 : 1 + i % 4; n > 0; n--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                try {
                    PictureFile.read(damaged);
                    PictureFile.write(damaged, TEXT);
                } catch (Problem told) {
                    assertTrue(told.getMessage().matches("the .*") && !told.advice().isBlank(), told.getMessage());
                }
            }
        });
    }

    @Test
    void aTextThatUnpacksToTooMuchIsRefused() {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes("bomb\0\0".getBytes());
        var deflater = new DeflaterOutputStream(packed);
        assertThrows(Problem.class, () -> {
            for (int i = 0; i < 17; i++) {
                deflater.write(new byte[1 << 20]);
            }
            deflater.finish();
            PictureFile.read(withChunk("zTXt", packed.toByteArray()));
        });
    }

    private static byte[] withChunk(String type, byte[] content) {
        byte[] file = png();
        var crc = new CRC32();
        crc.update(type.getBytes());
        crc.update(content);
        return ByteBuffer.allocate(file.length + 12 + content.length).put(file, 0, 33).putInt(content.length).put(type.getBytes()).put(content)
                .putInt((int) crc.getValue()).put(file, 33, file.length - 33).array();
    }

    @Test
    void aTextThatIsTooLongForJpegIsRefused() {
        assertEquals(Problem.Kind.TOO_LARGE, assertThrows(Problem.class, () -> PictureFile.write(jpeg(), "x".repeat(40_000))).kind());
    }
}
