package mezzotint.manager.trust;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import mezzotint.libs.disk.WholeFile;

/**
 * How far the audit log has been written.
 *
 * @param lines of the file that is written to
 * @param last SHA-256 of the last line of all
 * @param before SHA-256 of the last line of the file before
 * @param files how many were put aside
 * @param damage what was found to be wrong with the file that is written to, which its lines may not tell any more; empty for nothing
 */
record AuditHead(int lines, String last, String before, int files, String damage) {

    AuditHead {
        before = Objects.requireNonNullElse(before, AuditLine.NOTHING);
        damage = Objects.requireNonNullElse(damage, ""); // files of older versions lack it
    }

    AuditHead next(String line) {
        return new AuditHead(lines + 1, AuditLine.hash(line), before, files, damage);
    }

    /** In a new file. */
    AuditHead inNext(int number) {
        return new AuditHead(0, last, last, number, "");
    }

    /** Empty if there is none, or it is damaged. */
    static Optional<AuditHead> read(Path path) {
        try {
            return Optional.ofNullable(new Gson().fromJson(Files.readString(path), AuditHead.class)).filter(h -> h.last != null);
        } catch (IOException | JsonParseException e) {
            return Optional.empty();
        }
    }

    void write(Path path) throws IOException {
        WholeFile.write(path, new Gson().toJson(this) + "\n");
    }
}
