package mezzotint.core.request;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import mezzotint.image.PictureHeader;
import mezzotint.plugin.Problem;

/** Looks whether a picture's file has pixels at all, without decoding one. */
final class PictureData {

    private static final Set<String> WEBP_FRAMES = Set.of("VP8 ", "VP8L", "ANMF");

    private PictureData() {}

    /**
     * @param file whose header was checked
     * @throws Problem of kind {@code INVALID} if it ends before its image data begin
     */
    static void check(byte[] file, PictureHeader.Format format) {
        var in = ByteBuffer.wrap(file);
        if (!isThere(in, format)) {
            throw Problem.invalid("the " + format + " holds no image data", "send the whole file");
        }
    }

    private static boolean isThere(ByteBuffer in, PictureHeader.Format format) {
        try {
            return switch (format) {
                case PNG -> png(in);
                case WEBP -> webp(in.order(ByteOrder.LITTLE_ENDIAN));
                case JPEG -> jpeg(in);
                case GIF -> gif(in);
                case BMP -> in.order(ByteOrder.LITTLE_ENDIAN).getInt(10) < in.limit();
            };
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean png(ByteBuffer in) {
        int at = 8;
        while (!type(in, at + 4).equals("IDAT") || in.getInt(at) == 0) {
            at += 12 + in.getInt(at);
        }
        return at + 8 < in.limit();
    }

    private static boolean webp(ByteBuffer in) {
        int at = 12;
        while (!WEBP_FRAMES.contains(type(in, at))) {
            int length = in.getInt(at + 4);
            at += 8 + length + (length & 1);
        }
        return at + 8 < in.limit();
    }

    private static boolean jpeg(ByteBuffer in) {
        int at = 2;
        while ((in.get(at + 1) & 0xFF) != 0xDA) {
            at += (in.get(at + 1) & 0xFF) == 0xFF ? 1 : 2 + (in.getShort(at + 2) & 0xFFFF);
        }
        return at + 2 + (in.getShort(at + 2) & 0xFFFF) < in.limit();
    }

    /** After the screen and its colours there are extensions, each in blocks, and then a frame. */
    private static boolean gif(ByteBuffer in) {
        int at = 13 + (in.get(10) < 0 ? 3 << 1 + (in.get(10) & 7) : 0);
        while (in.get(at) == 0x21) {
            at += 2;
            while (in.get(at) != 0) {
                at += 1 + (in.get(at) & 0xFF);
            }
            at++;
        }
        return in.get(at) == 0x2C && at + 11 < in.limit();
    }

    private static String type(ByteBuffer in, int at) {
        return StandardCharsets.ISO_8859_1.decode(in.slice(at, 4)).toString();
    }
}
