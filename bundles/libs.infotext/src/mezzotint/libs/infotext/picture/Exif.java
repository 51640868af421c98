package mezzotint.libs.infotext.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.plugin.Problem;

/**
 * The texts in EXIF data (two TIFF directories): the user's comment, where AUTOMATIC1111 keeps infotext by the library piexif, and the
 * names of camera, maker and the like, which other programs use for theirs.
 */
public final class Exif {

    private static final int DIRECTORY = 0x8769;
    private static final int USER_COMMENT = 0x9286;
    /** Tags of texts that are read, in the order in which they are looked for; any other is passed over. */
    private static final Map<Integer, String> TEXTS = new TreeMap<>(Map.of(0x010D, "DocumentName", 0x010E, "ImageDescription", 0x010F, "Make",
            0x0110, "Model", 0x0131, "Software", 0x013B, "Artist", 0x8298, "Copyright"));
    /** Texts that Windows adds, in UTF-16 with the low byte first. */
    private static final Map<Integer, String> WINDOWS = new TreeMap<>(Map.of(0x9C9B, "XPTitle", 0x9C9C, "XPComment"));
    private static final int ENTRY = 12;
    /** Bytes before the comment in what we write: two directories of one entry each. */
    private static final int HEADER = 40;
    private static final String UNICODE = "UNICODE\0";
    private static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private final Bytes tiff;
    private final ByteOrder order;

    private Exif(byte[] data) {
        this.order = data.length > 1 && data[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        this.tiff = new Bytes("EXIF part of the", data, order);
    }

    /** Texts by the names of their tags, {@link PictureFile#COMMENT} first; what is damaged is left out. */
    public static Map<String, String> texts(byte[] data) {
        boolean marked = data.length > MARK.length && Arrays.equals(Arrays.copyOf(data, MARK.length), MARK);
        return new Exif(marked ? Arrays.copyOfRange(data, MARK.length, data.length) : data).texts();
    }

    private Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        put(texts, PictureFile.COMMENT, () -> directory().flatMap(at -> content(at, USER_COMMENT)).map(bytes -> TextBytes.comment(bytes, order)));
        TEXTS.forEach((tag, name) -> put(texts, name, () -> content(tiff.u32(4), tag).map(TextBytes::latin)));
        WINDOWS.forEach((tag, name) -> put(texts, name, () -> content(tiff.u32(4), tag).map(bytes -> new String(bytes, StandardCharsets.UTF_16LE))));
        return texts;
    }

    private static void put(Map<String, String> texts, String name, Supplier<Optional<String>> read) {
        try {
            read.get().map(text -> text.replace("\0", "")).filter(text -> !text.isBlank()).ifPresent(text -> texts.put(name, text));
        } catch (Problem e) {
            // A picture is of use without it.
        }
    }

    /** Where the second directory is. */
    private Optional<Long> directory() {
        OptionalLong pointer = entry(tiff.u32(4), DIRECTORY);
        return pointer.isEmpty() ? Optional.empty() : Optional.of(tiff.u32(pointer.getAsLong() + 8));
    }

    /** The bytes of an entry of a directory; those of up to four stand in the entry itself. */
    private Optional<byte[]> content(long directory, int tag) {
        OptionalLong entry = entry(directory, tag);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        long at = entry.getAsLong();
        long length = tiff.u32(at + 4);
        return Optional.of(tiff.part(length > 4 ? tiff.u32(at + 8) : at + 8, length));
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

    /** EXIF data that holds nothing but the comment, byte for byte as piexif writes it. */
    public static byte[] of(String comment) {
        byte[] text = comment.getBytes(StandardCharsets.UTF_16BE);
        ByteBuffer out = ByteBuffer.allocate(HEADER + 8 + text.length);
        out.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        out.putShort((short) 1).putShort((short) DIRECTORY).putShort((short) 4).putInt(1).putInt(26).putInt(0);
        out.putShort((short) 1).putShort((short) USER_COMMENT).putShort((short) 7).putInt(8 + text.length).putInt(HEADER);
        return out.put(UNICODE.getBytes(StandardCharsets.US_ASCII)).put(text).array();
    }
}
