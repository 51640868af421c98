package mezzotint.libs.infotext.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Bytes of a picture file that are text, whose charset is often another than the file says. */
final class TextBytes {

    private static final int NAME = 8;
    /** Signs by which the one order of bytes must make more sense than the other. */
    private static final int CLEAR = 4;
    /** Of so many bytes one is zero, at least, in UTF-16 that is not named so. */
    private static final int WIDE = 4;

    private TextBytes() {}

    /** Latin-1, as the format wants it, but for what is UTF-8 with signs of several bytes: hardly any Latin-1 looks so. */
    static String latin(byte[] bytes) {
        return utf8(bytes).orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Whether {@link #latin} reads a text back that was written in Latin-1. */
    static boolean isLatin(String text) {
        return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text) && latin(text.getBytes(StandardCharsets.ISO_8859_1)).equals(text);
    }

    /**
     * A comment of EXIF, whose first eight bytes name the charset; many programs name another than they write.
     *
     * @param order of the file, which decides where the text does not
     */
    static String comment(byte[] comment, ByteOrder order) {
        String name = new String(comment, 0, Math.min(NAME, comment.length), StandardCharsets.ISO_8859_1).replaceAll("[\0 ]+$", "");
        byte[] text = Arrays.copyOfRange(comment, Math.min(NAME, comment.length), comment.length);
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "UNICODE" -> text(text, order, true);
            case "ASCII", "" -> text(text, order, false);
            case "JIS" -> text(text, Charset.isSupported("ISO-2022-JP") ? Charset.forName("ISO-2022-JP") : StandardCharsets.UTF_8);
            default -> text(comment, order, false);
        };
    }

    private static String text(byte[] bytes, ByteOrder order, boolean wide) {
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return text(Arrays.copyOfRange(bytes, 2, bytes.length), StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return text(Arrays.copyOfRange(bytes, 2, bytes.length), StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return text(Arrays.copyOfRange(bytes, 3, bytes.length), StandardCharsets.UTF_8);
        }
        byte[] whole = trimmed(bytes);
        long zeros = new String(whole, StandardCharsets.ISO_8859_1).chars().filter(c -> c == 0).count();
        boolean narrow = wide ? zeros == 0 && utf8(whole).isPresent() && isNarrow(whole) : zeros < whole.length / WIDE;
        return narrow || whole.length == 0 ? latin(whole).replace("\0", "") : text(bytes, wideOrder(bytes, order));
    }

    /** Whether a text without a zero byte, which is UTF-8, is not rather UTF-16 of signs that all have two bytes. */
    private static boolean isNarrow(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return bytes.length % 2 == 1 || text.contains(" ") || text.contains("\n") || text.length() < bytes.length;
    }

    /** The order in which more of a text is known: settings, then signs of ASCII; that of the file if neither is. */
    private static Charset wideOrder(byte[] bytes, ByteOrder order) {
        int big = evidence(new String(bytes, StandardCharsets.UTF_16BE));
        int little = evidence(new String(bytes, StandardCharsets.UTF_16LE));
        boolean clear = Math.abs(big - little) >= CLEAR;
        return (clear ? big > little : order == ByteOrder.BIG_ENDIAN) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    /** How many different signs of ASCII there are: a hundred times U+4E00 in the wrong order is one, the letter N. */
    private static int evidence(String text) {
        long settings = Stream.of("Steps: ", "Negative prompt: ", "{\"", "\": ").filter(text::contains).count();
        int unknown = (int) text.codePoints().distinct().filter(c -> !Character.isDefined(c) || c == '\uFFFD').count();
        return (int) (1000 * settings + text.chars().filter(c -> c >= ' ' && c < 127 || c == '\n').distinct().count()) - unknown;
    }

    private static String text(byte[] bytes, Charset charset) {
        return new String(bytes, charset).replace("\0", "");
    }

    /** Without zeros at the end. */
    private static byte[] trimmed(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 255) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
