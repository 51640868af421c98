package mezzotint.encoder.clip;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text that was UTF-8 and was read as Latin-1 or Windows-1252. */
final class Mojibake {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Pattern C1 = Pattern.compile("[\\x80-\\x9f]");
    /** What decoding gives for a byte that has no character. */
    private static final String UNDEFINED = "\ufffd";

    private Mojibake() {}

    /** Hardly any text is valid UTF-8 after it went through another encoding, unless that was how it was spoilt. */
    static String decoded(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        return asUtf8(text, StandardCharsets.ISO_8859_1).or(() -> asUtf8(text, WESTERN)).orElseGet(() -> withoutC1(text));
    }

    private static Optional<String> asUtf8(String text, Charset readAs) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(readAs.newEncoder().encode(CharBuffer.wrap(text))).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Nobody writes control characters from U+0080: they are Windows-1252 that was read as Latin-1. */
    private static String withoutC1(String text) {
        return C1.matcher(text).replaceAll(m -> {
            String western = WESTERN.decode(ByteBuffer.wrap(new byte[] {(byte) m.group().charAt(0)})).toString();
            return western.equals(UNDEFINED) ? m.group() : western;
        });
    }
}
