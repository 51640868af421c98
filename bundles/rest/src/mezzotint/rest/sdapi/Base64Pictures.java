package mezzotint.rest.sdapi;

import java.util.Base64;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.plugin.Problem;

/** Pictures that come as base64, with or without {@code data:image/png;base64,} before it. */
final class Base64Pictures {

    private static final int LONGEST_SIDE = 16_384;

    private Base64Pictures() {}

    /** The file's bytes, from whose headers it is known to be a picture. */
    static byte[] bytes(String text) {
        if (text.startsWith("http://") || text.startsWith("https://")) {
            throw Refusal.http(500, "Requests not allowed");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.replaceFirst("^\\s*data:image/[^,]{0,100},", ""));
            PictureFile file = PictureFile.read(bytes);
            if (file.width() < 1 || file.height() < 1 || file.width() > LONGEST_SIDE || file.height() > LONGEST_SIDE) {
                throw Refusal.http(500, "Invalid encoded image: it is " + file.width() + "x" + file.height());
            }
            return bytes;
        } catch (IllegalArgumentException | Problem e) {
            throw Refusal.http(500, "Invalid encoded image");
        }
    }

    static void check(Object text) {
        bytes(String.valueOf(text));
    }
}
