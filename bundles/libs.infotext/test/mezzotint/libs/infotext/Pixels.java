package mezzotint.libs.infotext;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import mezzotint.image.Image;
import mezzotint.image.Png;

/** Picture files of a few bytes, with whatever chunks, segments and EXIF a test wants in them. */
final class Pixels {

    private Pixels() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    static byte[] deflated(byte[] text) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** A PNG with one chunk more, after its header. */
    static byte[] png(String type, byte[] content) {
        byte[] file = Png.encode(Image.paint(8, 8, (x, y) -> 0));
        var crc = new CRC32();
        crc.update(ascii(type));
        crc.update(content);
        return ByteBuffer.allocate(file.length + 12 + content.length).put(file, 0, 33).putInt(content.length).put(ascii(type)).put(content)
                .putInt((int) crc.getValue()).put(file, 33, file.length - 33).array();
    }

    /** A JPEG of headers alone, with one segment more. */
    static byte[] jpeg(int marker, byte[] content) {
        byte[] segment = ByteBuffer.allocate(4 + content.length).putShort((short) marker).putShort((short) (2 + content.length)).put(content).array();
        byte[] frame = ByteBuffer.allocate(14).putShort((short) 0xFFC0).putShort((short) 12).put((byte) 8).putShort((short) 8).putShort((short) 8).array();
        return joined(new byte[] {-1, (byte) 0xD8}, segment, frame, new byte[] {-1, (byte) 0xDA});
    }

    /** A lossless WebP with one chunk more. */
    static byte[] webp(String type, byte[] content) {
        byte[] chunk = ByteBuffer.allocate(8 + content.length + (content.length & 1)).order(ByteOrder.LITTLE_ENDIAN).put(ascii(type)).putInt(content.length)
                .put(content).array();
        ByteBuffer head = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF")).putInt(18 + chunk.length).put(ascii("WEBPVP8L")).putInt(5)
                .put((byte) 0x2F).putInt(7 | 7 << 14);
        return joined(head.array(), chunk);
    }

    /** EXIF data of texts by their tags; those from 0x9000 stand in the second directory. */
    static byte[] exif(ByteOrder order, Map<Integer, byte[]> texts) {
        var first = new TreeMap<Integer, byte[]>(texts);
        var second = new TreeMap<Integer, byte[]>();
        texts.keySet().stream().filter(tag -> tag >= 0x9000 && tag < 0x9C00).forEach(tag -> second.put(tag, first.remove(tag)));
        int size = 8 + 2 + 12 * (first.size() + 1) + 4 + 2 + 12 * second.size() + 4;
        ByteBuffer out = ByteBuffer.allocate(size + texts.values().stream().mapToInt(text -> text.length).sum()).order(order);
        out.put(ascii(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42).putInt(8).putShort((short) (first.size() + 1));
        int[] data = {size};
        first.forEach((tag, text) -> entry(out, tag, 2, text, data));
        out.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(8 + 2 + 12 * (first.size() + 1) + 4).putInt(0);
        out.putShort((short) second.size());
        second.forEach((tag, text) -> entry(out, tag, 7, text, data));
        return out.array();
    }

    private static void entry(ByteBuffer out, int tag, int type, byte[] text, int[] data) {
        out.putShort((short) tag).putShort((short) type).putInt(text.length);
        if (text.length <= 4) {
            out.put(Arrays.copyOf(text, 4));
        } else {
            out.putInt(data[0]).put(data[0], text);
            data[0] += text.length;
        }
    }
}
