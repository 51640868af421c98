package mezzotint.libs.search;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Texts in binary files: how many bytes follow, then these in UTF-8; -1 for null. */
public final class Texts {

    private Texts() {}

    /** @param text of any length; null is kept as such */
    public static void write(DataOutput out, String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** @param in stands behind the text afterwards */
    public static String read(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        var bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
