package mezzotint.manager.trust;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import mezzotint.libs.signing.Digests;
import mezzotint.trust.Audit;

/**
 * An entry of the audit log as a line of JSON.
 *
 * @param before SHA-256 of the line before it
 */
record AuditLine(String when, String by, String action, String subject, String origin, String detail, String before) {

    /** What stands for the line before the first. */
    static final String NOTHING = "0".repeat(64);

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    static String text(Audit.Entry entry, String before) {
        return GSON.toJson(new AuditLine(entry.when().toString(), entry.by(), entry.action(), entry.subject(), entry.origin(), entry.detail(), before));
    }

    /** Empty if the text is no entry. */
    static Optional<AuditLine> read(String text) {
        try {
            AuditLine line = GSON.fromJson(text, AuditLine.class);
            if (line != null && line.before != null && line.when != null) {
                Instant.parse(line.when);
                return Optional.of(line);
            }
        } catch (JsonParseException | DateTimeException e) {
            // it is no entry then
        }
        return Optional.empty();
    }

    Audit.Entry entry() {
        return new Audit.Entry(Instant.parse(when), by, action, subject, origin, detail);
    }

    static String hash(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
