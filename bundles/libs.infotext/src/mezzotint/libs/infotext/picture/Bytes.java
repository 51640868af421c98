package mezzotint.libs.infotext.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mezzotint.plugin.Problem;

/** Numbers and parts of a file that may end too early. */
final class Bytes {

    private final String format;
    private final ByteBuffer data;

    /** @param format names the file in problems */
    Bytes(String format, byte[] data, ByteOrder order) {
        this.format = format;
        this.data = ByteBuffer.wrap(data).order(order);
    }

    int size() {
        return data.limit();
    }

    int u8(long at) {
        return data.get(checked(at, 1)) & 255;
    }

    int u16(long at) {
        return data.getShort(checked(at, 2)) & 0xFFFF;
    }

    long u32(long at) {
        return data.getInt(checked(at, 4)) & 0xFFFFFFFFL;
    }

    byte[] part(long at, long length) {
        int start = checked(at, length);
        return Arrays.copyOfRange(data.array(), start, start + (int) length);
    }

    String name(long at, int length) {
        return new String(part(at, length), StandardCharsets.ISO_8859_1);
    }

    Problem damaged(String what) {
        return Problem.invalid("the " + format + " file is damaged: " + what, "take an undamaged copy of it");
    }

    private int checked(long at, long length) {
        if (at < 0 || length < 0 || at + length > data.limit()) {
            throw damaged("it ends at byte " + data.limit() + ", and " + length + " bytes at " + at + " are missing");
        }
        return (int) at;
    }
}
