package mezzotint.libs.infotext;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import mezzotint.plugin.Problem;

/** The user's comment in EXIF data (a TIFF directory), where AUTOMATIC1111 keeps infotext by the library piexif. */
final class Exif {

    private static final int DIRECTORY = 0x8769;
    private static final int USER_COMMENT = 0x9286;
    private static final int ENTRY = 12;
    /** Bytes before the comment in what we write: two directories of one entry each. */
    private static final int HEADER = 40;
    private static final String UNICODE = "UNICODE\0";
    private static final String ASCII = "ASCII\0\0\0";

    private final Bytes tiff;

    private Exif(byte[] data) {
        boolean little = data.length > 1 && data[0] == 'I';
        this.tiff = new Bytes("EXIF part of the", data, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** The user's comment, if there is one that can be read; damaged data has none. */
    static Optional<String> comment(byte[] data) {
        try {
            return new Exif(data).comment().filter(text -> !text.isEmpty());
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    private Optional<String> comment() {
        OptionalLong directory = entry(tiff.u32(4), DIRECTORY);
        OptionalLong comment = directory.isEmpty() ? directory : entry(tiff.u32(directory.getAsLong() + 8), USER_COMMENT);
        if (comment.isEmpty()) {
            return Optional.empty();
        }
        long length = tiff.u32(comment.getAsLong() + 4);
        return Optional.of(decoded(tiff.part(length > 4 ? tiff.u32(comment.getAsLong() + 8) : comment.getAsLong() + 8, length)));
    }

    private OptionalLong entry(long directory, int tag) {
        int count = tiff.u16(directory);
        for (int i = 0; i < count; i++) {
            long at = directory + 2 + (long) i * ENTRY;
            if (tiff.u16(at) == tag) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }

    /** The first eight bytes name the charset. */
    private static String decoded(byte[] comment) {
        String name = new String(comment, 0, Math.min(8, comment.length), StandardCharsets.ISO_8859_1);
        byte[] text = Arrays.copyOfRange(comment, Math.min(8, comment.length), comment.length);
        return switch (name) {
            case UNICODE -> new String(text, utf16(text));
            case ASCII -> new String(text, StandardCharsets.UTF_8);
            default -> new String(comment, StandardCharsets.UTF_8);
        };
    }

    /** piexif writes the high byte first, others the low one: infotext has more zeros among the high bytes. */
    private static Charset utf16(byte[] text) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < text.length; i += 2) {
            even += text[i] == 0 ? 1 : 0;
            odd += text[i + 1] == 0 ? 1 : 0;
        }
        return odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    /** EXIF data that holds nothing but the comment, byte for byte as piexif writes it. */
    static byte[] of(String comment) {
        byte[] text = comment.getBytes(StandardCharsets.UTF_16BE);
        ByteBuffer out = ByteBuffer.allocate(HEADER + 8 + text.length);
        out.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        out.putShort((short) 1).putShort((short) DIRECTORY).putShort((short) 4).putInt(1).putInt(26).putInt(0);
        out.putShort((short) 1).putShort((short) USER_COMMENT).putShort((short) 7).putInt(8 + text.length).putInt(HEADER);
        return out.put(UNICODE.getBytes(StandardCharsets.US_ASCII)).put(text).array();
    }
}
