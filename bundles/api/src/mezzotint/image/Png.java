package mezzotint.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes pictures in the PNG format (ISO/IEC 15948), with a text in them. */
public final class Png {

    /** Keyword of the infotext, as AUTOMATIC1111 has it. */
    public static final String PARAMETERS = "parameters";
    /** Keyword of the provenance. */
    public static final String PROVENANCE = "mezzotint";

    private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10};

    private Png() {}

    public static byte[] encode(Image image) {
        return encode(image, "");
    }

    /**
     * @param parameters kept under the keyword {@code parameters}, where AUTOMATIC1111 puts it: as
     *     {@code tEXt} where Latin-1 can write it so that it cannot be taken for UTF-8, else as {@code iTXt}; empty for none
     */
    public static byte[] encode(Image image, String parameters) {
        return encode(image, Map.of(PARAMETERS, parameters));
    }

    /** @param texts by their keywords, in their order; empty ones are left out */
    public static byte[] encode(Image image, Map<String, String> texts) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(image.width()).putInt(image.height())
                .put(new byte[] {8, 2, 0, 0, 0}).array());
        texts.forEach((keyword, text) -> text(out, keyword, text));
        chunk(out, "IDAT", deflate(filtered(image)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String keyword, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (isLatin(text)) {
            chunk(out, "tEXt", (keyword + "\0" + text).getBytes(StandardCharsets.ISO_8859_1));
        } else {
            chunk(out, "iTXt", (keyword + "\0\0\0\0\0" + text).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whether Latin-1 can write it, in bytes that no reader takes for UTF-8, as many do where they can. */
    private static boolean isLatin(String text) {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)
                && (StandardCharsets.US_ASCII.newEncoder().canEncode(text) || new String(latin, StandardCharsets.UTF_8).indexOf('\uFFFD') >= 0);
    }

    /** Every row as differences to its neighbours by Paeth's rule: the best single filter for drawings and photographs. */
    private static byte[] filtered(Image image) {
        int stride = 3 * image.width();
        byte[] previous = new byte[stride + 3];
        byte[] row = new byte[stride + 3];
        var out = ByteBuffer.allocate((stride + 1) * image.height());
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int rgb = image.rgb(x, y);
                row[3 * x + 3] = (byte) (rgb >> 16);
                row[3 * x + 4] = (byte) (rgb >> 8);
                row[3 * x + 5] = (byte) rgb;
            }
            out.put((byte) 4);
            for (int i = 3; i < row.length; i++) {
                out.put((byte) (row[i] - paeth(row[i - 3] & 255, previous[i] & 255, previous[i - 3] & 255)));
            }
            byte[] done = previous;
            previous = row;
            row = done;
        }
        return out.array();
    }

    private static int paeth(int left, int above, int corner) {
        int estimate = left + above - corner;
        int toLeft = Math.abs(estimate - left);
        int toAbove = Math.abs(estimate - above);
        int toCorner = Math.abs(estimate - corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private static byte[] deflate(byte[] data) {
        var deflater = new Deflater();
        try {
            deflater.setInput(data);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 15];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
