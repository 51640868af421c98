package mezzotint.login.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.login.Refusal;

/** What stands behind the question mark of an address. */
final class Queries {

    private static final Pattern BROKEN = Pattern.compile("%(?![0-9a-fA-F]{2}).{0,2}");
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9a-fA-F]{2})+");

    private Queries() {}

    /**
     * Servlets read parameters when they need them, and would fail on what cannot be read.
     *
     * @throws Refusal if a percent sign in the query stands for nothing
     */
    static void check(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null || query.indexOf('%') < 0) {
            return;
        }
        Matcher broken = BROKEN.matcher(query);
        if (broken.find()) {
            throw unreadable(broken.group());
        }
        ENCODED.matcher(query).results().forEach(part -> {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(part.group())));
            } catch (CharacterCodingException e) {
                throw unreadable(part.group());
            }
        });
    }

    private static byte[] bytes(String encoded) {
        var bytes = ByteBuffer.allocate(encoded.length() / 3);
        for (int at = 0; at < encoded.length(); at += 3) {
            bytes.put((byte) Integer.parseInt(encoded.substring(at + 1, at + 3), 16));
        }
        return bytes.array();
    }

    private static Refusal unreadable(String part) {
        return new Refusal(400, "the address has " + Paths.printable(part) + " behind its question mark, which stands for nothing",
                "write a percent sign as %25, and other signs as UTF-8");
    }
}
