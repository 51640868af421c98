package mezzotint.manager.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mezzotint.trust.Audit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    private Path folder;
    private Path file;
    private AuditLog log;

    @BeforeEach
    void four_entries() {
        file = folder.resolve("audit.log");
        log = new AuditLog(folder);
        for (String name : List.of("one", "two", "three", "four")) {
            log.record("Anna", "install", name, "https://example.org/" + name, "a line\nand \"another\"");
        }
    }

    @Test
    void the_newest_come_first() {
        assertEquals(List.of("four", "three"), log.list(2).stream().map(Audit.Entry::subject).toList());
        assertEquals("a line\nand \"another\"", log.list(1).get(0).detail());
        assertEquals(Optional.empty(), log.damage());
    }

    @Test
    void goes_on_after_a_restart() {
        var next = new AuditLog(folder);
        next.record("Ben", "remove", "one", "", "");
        assertEquals(5, next.list(100).size());
        assertEquals(Optional.empty(), next.damage());
    }

    @Test
    void a_changed_line_is_noticed() throws IOException {
        for (int i = 0; i < 4; i++) {
            List<String> lines = Files.readAllLines(file);
            String before = lines.get(i);
            lines.set(i, before.replace("Anna", "Hans"));
            Files.write(file, lines);
            String damage = log.damage().orElse("nothing");
            assertTrue(damage.startsWith("line " + (i + 1)) && damage.contains("was changed"), damage);
            lines.set(i, before);
            Files.write(file, lines);
            assertEquals(Optional.empty(), log.damage());
        }
    }

    @Test
    void a_line_taken_out_is_noticed() throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < 4; i++) {
            var less = new ArrayList<>(lines);
            less.remove(i);
            Files.write(file, less);
            assertTrue(log.damage().isPresent(), "line " + (i + 1));
        }
    }

    /** After the next entry nothing else would tell that there was more. */
    @Test
    void what_was_cut_off_while_nobody_looked_is_written_down() throws IOException {
        Files.write(file, Files.readAllLines(file).subList(0, 2));
        var next = new AuditLog(folder);
        assertEquals("damage", next.list(1).get(0).action());
        assertTrue(next.list(1).get(0).detail().endsWith("has 2 lines, but 4 were written"), next.list(1)::toString);
    }

    @Test
    void a_line_that_was_being_written_when_the_process_was_killed_is_put_right() throws IOException {
        Files.writeString(file, "{\"when\":\"2026-", StandardOpenOption.APPEND);
        var next = new AuditLog(folder);
        assertEquals("repair", next.list(1).get(0).action());
        assertTrue(next.list(1).get(0).detail().endsWith("{\"when\":\"2026-"));
        assertEquals(Optional.empty(), next.damage());
    }

    /** The line is on disk, and the process was killed before it noted that. */
    @Test
    void a_line_that_was_not_noted_is_no_damage() throws IOException {
        String head = Files.readString(folder.resolve("audit.head"));
        log.record("Anna", "install", "five", "", "");
        Files.writeString(folder.resolve("audit.head"), head);
        assertEquals(Optional.empty(), new AuditLog(folder).damage());
    }
}
