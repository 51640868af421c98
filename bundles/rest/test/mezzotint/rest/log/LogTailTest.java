package mezzotint.rest.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    @Test
    void readsTheLastEntriesOfALevel() throws Exception {
        Path log = folder.resolve("mezzotint.log");
        Files.writeString(log, """
                the rest of something that was cut off
                2026-01-31 12:00:00,001 INFO  mezzotint.core.Press: ready
                2026-01-31 12:00:01,001 WARN  mezzotint.core.Press: it went wrong
                java.lang.IllegalStateException: here
                \tat somewhere
                2026-01-31 12:00:02,001 ERROR mezzotint.jobs.Queue: and again: worse
                """);
        assertEquals(List.of(new LogTail.Entry("2026-01-31 12:00:01", "WARN", "mezzotint.core.Press", "it went wrong\njava.lang.IllegalStateException: here\n\tat somewhere"),
                new LogTail.Entry("2026-01-31 12:00:02", "ERROR", "mezzotint.jobs.Queue", "and again: worse")), LogTail.of(log, "WARN", 10));
        assertEquals(List.of("INFO", "WARN", "ERROR"), LogTail.of(log, "DEBUG", 10).stream().map(LogTail.Entry::level).toList());
        assertEquals(1, LogTail.of(log, "DEBUG", 1).size());
    }

    @Test
    void isEmptyWhereThereIsNoLog() {
        assertEquals(List.of(), LogTail.of(folder.resolve("none.log"), "DEBUG", 10));
    }
}
