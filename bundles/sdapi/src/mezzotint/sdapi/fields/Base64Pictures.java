package mezzotint.sdapi.fields;

import java.util.Base64;
import java.util.Map;
import mezzotint.image.PictureHeader;
import mezzotint.plugin.Problem;
import mezzotint.studio.Uploads;

/** Pictures that come as base64, with or without {@code data:image/png;base64,} before it. */
public final class Base64Pictures {

    /** In the words of A1111, but with 422 and not 500, since it is the client's mistake. */
    static final String INVALID = "Invalid encoded image";

    private Base64Pictures() {}

    /** The file's bytes, from whose headers it is known to be a picture that can be decoded. */
    public static byte[] bytes(String text) {
        if (text.startsWith("http://") || text.startsWith("https://")) {
            throw ErrorReply.http(422, "Requests not allowed: send the picture itself as base64");
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(text.replaceFirst("^\\s*data:image/[^,]{0,100},", ""));
        } catch (IllegalArgumentException e) {
            throw ErrorReply.http(422, INVALID);
        }
        try {
            PictureHeader.check(bytes, PictureHeader.MOST_PIXELS);
            return bytes;
        } catch (Problem e) {
            boolean large = e.kind() == Problem.Kind.TOO_LARGE;
            throw ErrorReply.http(large ? e.kind().status() : 422, INVALID + (large ? ": " + e.getMessage() : ""));
        }
    }

    /** The picture that a request must have. */
    public static byte[] image(Map<String, Object> body) {
        if (!(body.get("image") instanceof String image)) {
            throw ErrorReply.missing("image");
        }
        return bytes(image.strip());
    }

    /** An upload is looked at when it is used. */
    public static void check(Object text) {
        if (!String.valueOf(text).startsWith(Uploads.PREFIX)) {
            bytes(String.valueOf(text));
        }
    }

    /** The name of a picture that is kept from now on, or was before: SD.Next's {@code upload:} is taken too. */
    public static String name(String text, Uploads uploads) {
        return text.startsWith(Uploads.PREFIX) ? text : uploads.keep(bytes(text));
    }

    /** The same of a mask: of one that can be seen through somewhere A1111 takes what there is of it, and not its colours. */
    public static String mask(String text, boolean round, Uploads uploads) {
        boolean kept = text.startsWith(Uploads.PREFIX);
        byte[] file = kept ? uploads.file(text) : bytes(text);
        byte[] mask = PictureBytes.mask(file, round);
        return kept && mask == file ? text : uploads.keep(mask);
    }
}
