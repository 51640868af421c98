package mezzotint.libs.config;

import com.google.gson.JsonIOException;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import mezzotint.plugin.Problem;

/** The bytes of a JSON object, read key by key. */
final class JsonText {

    private JsonText() {}

    /** Takes the value of a key from the reader. */
    @FunctionalInterface
    interface Part {
        void read(String key, JsonReader value) throws IOException;
    }

    /** @throws Problem of kind {@code INVALID} that says why the bytes are no JSON object */
    static void each(byte[] bytes, String file, Part part) {
        String text = text(bytes, file);
        if (text.isBlank()) {
            throw Problem.invalid(file + " is empty", "download it again");
        }
        var keys = new HashSet<String>();
        try (var reader = new JsonReader(new StringReader(text))) {
            reader.beginObject();
            while (reader.hasNext()) {
                String key = reader.nextName();
                if (!keys.add(key)) {
                    throw Problem.invalid(file + " has " + key + " twice", "leave one of them");
                }
                part.read(key, reader);
            }
            reader.endObject();
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw none(file, new IOException("more follows after its end"));
            }
        } catch (JsonIOException | IOException | IllegalStateException e) {
            throw none(file, e);
        } catch (JsonParseException e) {
            throw none(file, e.getCause() == null ? e : e.getCause());
        }
    }

    /** UTF-8, with or without a mark. */
    private static String text(byte[] bytes, String file) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Problem.invalid(file + " is not in UTF-8", "download it again, or save it in UTF-8");
        }
    }

    /** The parser's reason, without its advice to programmers. */
    private static Problem none(String file, Throwable why) {
        return Problem.invalid(file + " is no JSON object: " + String.valueOf(why.getMessage()).split("\n")[0], "download it again");
    }
}
