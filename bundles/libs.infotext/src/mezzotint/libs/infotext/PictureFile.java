package mezzotint.libs.infotext;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mezzotint.libs.infotext.picture.JpegSegments;
import mezzotint.libs.infotext.picture.PngChunks;
import mezzotint.libs.infotext.picture.WebpChunks;
import mezzotint.libs.infotext.program.Tree;
import mezzotint.plugin.Problem;

/**
 * What a PNG, JPEG or WebP file says of itself, read from its headers; no pixel is decoded.
 *
 * @param width in pixels, as is the height
 * @param texts by their keywords, in the file's order; those of EXIF by the names of their tags, as {@link #COMMENT}
 */
public record PictureFile(Format format, int width, int height, Map<String, String> texts) {

    /** A format of picture files that can hold infotext. */
    public enum Format { PNG, JPEG, WEBP }

    /** The key of the user's comment in EXIF. */
    public static final String COMMENT = "UserComment";

    /** The key of Adobe's metadata, XML; in PNG it is a keyword. */
    public static final String XMP = "XML:com.adobe.xmp";

    public PictureFile {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** @throws Problem of kind {@code INVALID} if it is of another format, or damaged */
    public static PictureFile read(byte[] file) {
        return switch (format(file)) {
            case PNG -> new PngChunks(file).read();
            case JPEG -> new JpegSegments(file).read();
            case WEBP -> new WebpChunks(file).read();
        };
    }

    /**
     * The same picture with infotext in it, where AUTOMATIC1111 puts it: in PNG under {@code parameters}, else in the
     * user's comment of EXIF. Infotext that was in it is replaced.
     *
     * @throws Problem of kind {@code INVALID} if it is of another format, or damaged; of kind {@code TOO_LARGE} if the
     *     format holds no text as long
     */
    public static byte[] write(byte[] file, String infotext) {
        return switch (format(file)) {
            case PNG -> new PngChunks(file).with(infotext);
            case JPEG -> new JpegSegments(file).with(infotext);
            case WEBP -> new WebpChunks(file).with(infotext);
        };
    }

    /** What AUTOMATIC1111 would read as infotext. */
    public Optional<String> infotext() {
        return Optional.ofNullable(texts.getOrDefault(COMMENT, texts.getOrDefault(PngChunks.PARAMETERS, texts.get("comment"))));
    }

    /** The JSON object that stands where infotext would, if one does. */
    public Optional<JsonObject> json() {
        return infotext().flatMap(Tree::object);
    }

    private static Format format(byte[] file) {
        String head = new String(file, 0, Math.min(12, file.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Format.PNG;
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Format.JPEG;
        }
        if (head.startsWith("RIFF") && head.endsWith("WEBP")) {
            return Format.WEBP;
        }
        throw Problem.invalid("the " + file.length + " bytes are no picture in PNG, JPEG or WebP", "send one in these formats");
    }
}
