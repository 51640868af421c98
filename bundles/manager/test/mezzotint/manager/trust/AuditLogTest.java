package mezzotint.manager.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private AuditLog open() {
        return new AuditLog(folder, 1 << 20);
    }

    @BeforeEach
    void four_entries() {
        file = folder.resolve("audit.log");
        log = open();
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
        var next = open();
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
        var next = open();
        assertEquals("damage", next.list(1).get(0).action());
        assertTrue(next.list(1).get(0).detail().endsWith("has 2 lines, but 4 were written"), next.list(1)::toString);
    }

    /** It stays said until the file is put aside: the lines that are there agree with each other again. */
    @Test
    void what_was_cut_off_is_said_after_restarts_too() throws IOException {
        for (int left = 0; left < 4; left++) {
            Path other = Files.createDirectory(folder.resolve("cut" + left));
            Files.write(other.resolve("audit.log"), Files.readAllLines(file).subList(0, left));
            Files.copy(folder.resolve("audit.head"), other.resolve("audit.head"));
            String words = "has " + left + " lines, but 4 were written";
            for (int start = 0; start < 3; start++) {
                var next = new AuditLog(other, 2000);
                assertTrue(next.damage().orElse("nothing").endsWith(words), next.damage()::toString);
                next.record("Anna", "install", "more", "", "");
                assertTrue(next.damage().orElse("nothing").endsWith(words), next.damage()::toString);
            }
            var last = new AuditLog(other, 2000);
            for (int i = 0; i < 20; i++) {
                last.record("Anna", "install", "so much that the file is put aside", "", "");
            }
            assertEquals(Optional.empty(), last.damage());
        }
    }

    @Test
    void a_line_that_was_being_written_when_the_process_was_killed_is_put_right() throws IOException {
        Files.writeString(file, "{\"when\":\"2026-", StandardOpenOption.APPEND);
        var next = open();
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
        assertEquals(Optional.empty(), open().damage());
    }

    @Test
    void bytes_that_are_no_text_cost_one_line_its_soundness_and_nobody_the_log() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Anna")] = (byte) 0xff;
        Files.write(file, bytes);
        var next = open();
        assertTrue(next.damage().orElse("nothing").startsWith("line 1 of "), next.damage()::toString);
        assertEquals(List.of("damage", "four", "three", "two", "one"),
                next.list(5).stream().map(e -> e.action().equals("damage") ? "damage" : e.subject()).toList());
    }

    /** What was written there may be a sign for such bytes: they read alike. */
    @Test
    void bytes_that_are_no_text_are_told_from_the_sign_for_them() throws IOException {
        log.record("Anna", "install", "\ufffd", "", "");
        byte[] bytes = Files.readAllBytes(file);
        int sign = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\u00ef\u00bf\u00bd");
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, sign);
        out.write(0xff);
        out.write(bytes, sign + 3, bytes.length - sign - 3);
        Files.write(file, out.toByteArray());
        assertTrue(log.damage().orElse("nothing").startsWith("line 5 of "), log.damage()::toString);
    }

    @Test
    void a_damaged_head_is_said_and_keeps_nobody_from_the_log() throws IOException {
        Files.write(folder.resolve("audit.head"), new byte[] {(byte) 0xff, '{'});
        var next = open();
        assertTrue(next.list(1).get(0).detail().endsWith("audit.head is missing or damaged"), next.list(1)::toString);
        assertEquals(5, next.list(9).size());
    }

    /** A folder in its place can be neither read nor written, not by an administrator either. */
    @Test
    void what_cannot_be_written_is_told_and_is_written_when_it_can_be() throws IOException {
        Path kept = Files.move(file, folder.resolve("kept"));
        Files.createDirectory(file);
        log.record("Ben", "remove", "one", "", "");
        log.record("Ben", "remove", "two", "", "");
        assertTrue(log.damage().orElse("nothing").contains("2 entries could not be written to it: "), log.damage()::toString);
        assertEquals(List.of("two", "one"), log.list(5).stream().map(Audit.Entry::subject).toList());
        Files.delete(file);
        Files.move(kept, file);
        log.record("Ben", "remove", "three", "", "");
        assertEquals(Optional.empty(), log.damage());
        assertEquals(List.of("three", "two", "one", "four"), log.list(4).stream().map(Audit.Entry::subject).toList());
        assertEquals(7, open().list(100).size());
    }

    @Test
    void what_there_is_no_room_for_is_counted() throws IOException {
        Path kept = Files.move(file, folder.resolve("kept"));
        Files.createDirectory(file);
        for (int i = 0; i < 1010; i++) {
            log.record("Ben", "remove", "entry " + i, "", "");
        }
        assertTrue(log.damage().orElse("nothing").contains("1010 entries could not be written"), log.damage()::toString);
        Files.delete(file);
        Files.move(kept, file);
        log.record("Ben", "remove", "the next", "", "");
        assertEquals(Optional.empty(), log.damage());
        assertTrue(log.list(1).get(0).detail().startsWith("11 entries could not be written"), log.list(1)::toString);
        assertEquals(4 + 1000 + 1, log.list(2000).size());
    }

    @Test
    void a_log_that_cannot_be_read_at_the_start_is_gone_on_with_when_it_can_be() throws IOException {
        Path kept = Files.move(file, folder.resolve("kept"));
        Files.createDirectory(file);
        var next = open();
        next.record("Ben", "remove", "one", "", "");
        assertTrue(next.damage().orElse("nothing").contains("cannot be read"), next.damage()::toString);
        Files.delete(file);
        Files.move(kept, file);
        next.record("Ben", "remove", "two", "", "");
        assertEquals(Optional.empty(), next.damage());
        assertEquals(List.of("two", "one", "four"), next.list(3).stream().map(Audit.Entry::subject).toList());
    }

    @Test
    void neither_the_line_nor_its_number_is_written_alone() throws IOException {
        Path head = folder.resolve("audit.head");
        Path kept = Files.move(head, folder.resolve("kept"));
        Files.createDirectories(head.resolve("in the way"));
        log.record("Ben", "remove", "one", "", "");
        assertEquals(4, Files.readAllLines(file).size());
        Files.delete(head.resolve("in the way"));
        Files.delete(head);
        Files.move(kept, head);
        log.record("Ben", "remove", "two", "", "");
        assertEquals(Optional.empty(), open().damage());
        assertEquals(List.of("two", "one"), open().list(2).stream().map(Audit.Entry::subject).toList());
    }

    /** Writes until there is no room; the limit of the process stands for a full disk. */
    public static void main(String[] args) {
        var log = new AuditLog(Path.of(args[0]), Long.MAX_VALUE);
        for (int i = 0; i < 5; i++) {
            log.record("Anna", "install", "full " + i, "", "long ".repeat(500));
        }
    }

    @Test
    void a_full_disk_leaves_whole_lines() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder("sh", "-c", "ulimit -f 16; exec \"$@\"", "sh", java, "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
                AuditLogTest.class.getName(), folder.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        String text = Files.readString(file);
        assertTrue(text.contains("full 0") && !text.contains("full 4"), "it was full in between: " + text.length());
        assertTrue(text.endsWith("\"}\n"), text.substring(text.length() - 100));
        var next = open();
        assertEquals(Optional.empty(), next.damage());
        assertEquals("install", next.list(1).get(0).action(), "nothing was to be put right");
    }

    @Test
    void a_large_file_is_put_aside_and_the_next_goes_on_from_it() throws IOException {
        for (int i = 0; i < 50; i++) {
            new AuditLog(folder, 2000).record("Anna", "install", "entry " + i, "", "");
        }
        assertTrue(Files.size(file) <= 2000);
        assertTrue(Files.exists(folder.resolve("audit-0002.log")));
        AuditLog next = new AuditLog(folder, 2000);
        assertEquals(Optional.empty(), next.damage());
        assertEquals(54, next.list(100).size());
        assertEquals("one", next.list(54).get(53).subject());
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(1, lines.size()));
        assertTrue(next.damage().orElse("nothing").contains("the beginning of"), next.damage()::toString);
        Files.write(file, lines);
        Path newest = folder.resolve("audit-%04d.log".formatted(Files.list(folder).filter(f -> f.toString().contains("audit-")).count()));
        Files.write(newest, Files.readAllLines(newest).subList(0, 1));
        String damage = new AuditLog(folder, 2000).list(1).get(0).detail();
        assertTrue(damage.startsWith("the last line of " + newest), damage);
    }

    /** The process was killed when the file had been put aside and that was not noted. */
    @Test
    void a_file_that_was_put_aside_unnoted_is_no_damage() throws IOException {
        Files.move(file, folder.resolve("audit-0001.log"));
        var next = open();
        assertEquals(Optional.empty(), next.damage());
        next.record("Ben", "remove", "one", "", "");
        assertEquals(Optional.empty(), open().damage());
        assertEquals(List.of("one", "four"), open().list(2).stream().map(Audit.Entry::subject).toList());
    }

    @Test
    void damage_of_a_file_that_is_put_aside_is_written_down() throws IOException {
        var next = new AuditLog(folder, Files.size(file));
        Files.writeString(file, Files.readString(file).replaceFirst("Anna", "Hans"));
        next.record("Ben", "remove", "one", "", "");
        assertEquals(List.of("one", "audit-0001.log"), next.list(2).stream().map(Audit.Entry::subject).toList());
        assertTrue(next.list(2).get(1).detail().startsWith("line 1 of "));
    }

    @Test
    void the_guides_way_of_checking_all_files_finds_what_was_changed() throws Exception {
        for (int i = 0; i < 30; i++) {
            new AuditLog(folder, 2000).record("Anna", "install", "an \"entry\" \\ " + i, "", "");
        }
        assertEquals("whole\n", guide());
        Path old = folder.resolve("audit-0001.log");
        Files.writeString(old, Files.readString(old).replaceFirst("Anna", "Hans"));
        assertTrue(guide().startsWith("changed before: {\"when\""));
    }

    private String guide() throws Exception {
        String text = Files.readString(Path.of("../GUIDE.md"));
        String script = text.substring(text.indexOf("    before=000"), text.indexOf("    } && echo whole") + "    } && echo whole".length());
        Process process = new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
