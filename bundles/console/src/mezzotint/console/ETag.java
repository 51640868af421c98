package mezzotint.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The mark of a content, by which a browser asks whether it changed. Times will not do: every file of a reproducible jar is of 1980. */
record ETag(String value) {

    private static final int BYTES = 12;

    static ETag of(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new ETag("\"" + HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)) + "\"");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers with a content, or with 304 where the browser has it. It keeps it, but asks each time: what changed shows at once. */
    static void send(byte[] content, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ETag tag = of(content);
        response.setHeader("ETag", tag.value);
        response.setHeader("Cache-Control", "no-cache");
        if (tag.isIn(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            response.setContentLength(content.length);
            response.getOutputStream().write(content);
        }
    }

    /** Whether the header {@code If-None-Match}, null if there is none, names it: one tag, some with commas, or {@code *}. */
    boolean isIn(String header) {
        return header != null && Arrays.stream(header.split(",")).map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(value) || known.equals("W/" + value));
    }
}
