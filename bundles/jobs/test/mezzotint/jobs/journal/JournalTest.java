package mezzotint.jobs.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private final FullDisk disk = new FullDisk();

    private static Frame frame(String text) {
        return new Frame('T', text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(List<Frame> frames) {
        return frames.stream().map(f -> new String(f.body(), StandardCharsets.UTF_8)).toList();
    }

    /** What a journal in a folder holds, read by the next start. */
    private List<String> read(Path where) throws IOException {
        try (var journal = new Journal(where, Disk.REAL)) {
            return texts(journal.open());
        }
    }

    private Path written(String... texts) throws IOException {
        try (var journal = new Journal(folder, Disk.REAL)) {
            journal.open();
            for (String text : texts) {
                journal.append(frame(text)).await();
            }
        }
        return folder.resolve("jobs-00000001.log");
    }

    @Test
    void readsWhatWasWrittenByTwoStarts() throws IOException {
        written("one", "two");
        written("three");
        assertEquals(List.of("one", "two", "three"), read(folder));
    }

    @Test
    void cutsARecordThatIsTornAtAnyByteAndWritesOn() throws IOException {
        Path file = written("first", "last");
        byte[] whole = Files.readAllBytes(file);
        int end = whole.length - frame("last").bytes().length;
        for (int size = end; size < whole.length; size++) {
            Path torn = Files.createDirectories(folder.resolve("torn" + size));
            Files.write(torn.resolve(file.getFileName()), Arrays.copyOf(whole, size));
            try (var journal = new Journal(torn, Disk.REAL)) {
                assertEquals(List.of("first"), texts(journal.open()), "torn at " + size);
                journal.append(frame("next")).await();
            }
            assertEquals(List.of("first", "next"), read(torn), "torn at " + size);
        }
    }

    @Test
    void aSegmentThatWasJustBegunIsNoDamage() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        for (int size = 0; size < whole.length; size++) {
            Path torn = Files.createDirectories(folder.resolve("begun" + size));
            Files.write(torn.resolve("jobs-00000001.log"), Arrays.copyOf(whole, size));
            assertEquals(List.of(), read(torn));
        }
    }

    @Test
    void aFlippedBitCostsItsRecordOnlyAndTheSegmentIsSetAside() throws IOException {
        Path file = written("first", "second", "third");
        byte[] whole = Files.readAllBytes(file);
        int from = 16 + frame("first").bytes().length;
        for (int at = from; at < from + frame("second").bytes().length; at++) {
            Path flipped = Files.createDirectories(folder.resolve("flipped" + at));
            byte[] bytes = whole.clone();
            bytes[at] ^= 4;
            Files.write(flipped.resolve(file.getFileName()), bytes);
            assertEquals(List.of("first", "third"), read(flipped), "flipped at " + at);
            assertTrue(Files.exists(flipped.resolve("jobs-00000001.log.damaged")));
            assertEquals(List.of("first", "third"), read(flipped), "the damage is told once");
        }
    }

    @Test
    void aFullDiskRefusesTheRecordAndLeavesNothingOfIt() throws IOException {
        try (var journal = new Journal(folder, disk)) {
            journal.open();
            journal.append(frame("before")).await();
            disk.full = true;
            var effect = new AtomicBoolean();
            assertThrows(IOException.class, () -> journal.accept(frame("refused"), () -> effect.set(true)));
            assertFalse(effect.get());
            disk.full = false;
            journal.append(frame("after")).await();
        }
        assertEquals(List.of("before", "after"), read(folder));
    }

    @Test
    void whatTheDiskDidNotConfirmIsTakenBack() throws IOException {
        try (var journal = new Journal(folder, disk)) {
            journal.open();
            journal.append(frame("before")).await();
            disk.broken = true;
            assertThrows(IOException.class, () -> journal.accept(frame("refused"), () -> {}));
            disk.broken = false;
            journal.append(frame("after")).await();
        }
        assertEquals(List.of("before", "after"), read(folder));
    }

    @Test
    void manyWaitForTheDiskTogether() throws Exception {
        int writers = 50;
        disk.slowMillis = 20;
        try (var journal = new Journal(folder, disk)) {
            journal.open();
            int before = disk.forced.get();
            var pool = Executors.newFixedThreadPool(writers);
            var all = new CountDownLatch(writers);
            for (int i = 0; i < writers; i++) {
                String text = "record " + i;
                pool.execute(() -> {
                    try {
                        journal.accept(frame(text), all::countDown);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
            }
            assertTrue(all.await(30, TimeUnit.SECONDS));
            pool.shutdown();
            int waits = disk.forced.get() - before;
            assertTrue(waits < writers / 2, writers + " records needed " + waits + " waits");
        }
        assertEquals(writers, read(folder).size());
    }

    /** Who waits for all that was written waits for the newest record, whoever wrote an older one since. */
    @Test
    void waitsForAllThatWasWrittenUntilThen() throws Exception {
        try (var journal = new Journal(folder, disk)) {
            journal.open();
            Journal.Written older = journal.append(frame("older"));
            journal.append(frame("newer"));
            int before = disk.forced.get();
            journal.last().await();
            assertEquals(before + 1, disk.forced.get());
            older.await();
            journal.last().await();
            assertEquals(before + 1, disk.forced.get(), "all is on the disk already");
        }
    }

    @Test
    void goesOnAfterACompactionThatFoundNoRoom() throws Exception {
        try (var journal = new Journal(folder, disk)) {
            journal.open();
            journal.append(frame("before")).await();
            disk.full = true;
            for (int i = 0; i < 3; i++) {
                assertThrows(IOException.class, () -> journal.compact(Stream::of));
            }
            disk.full = false;
            journal.append(frame("after")).await();
        }
        assertEquals(List.of("before", "after"), read(folder));
    }

    @Test
    void compactsWhileOthersWrite() throws Exception {
        int records = 2000;
        var true_ = new ConcurrentLinkedQueue<String>();
        try (var journal = new Journal(folder, Disk.REAL)) {
            journal.open();
            var writer = new Thread(() -> IntStream.range(0, records).mapToObj(Integer::toString).forEach(text -> {
                try {
                    journal.accept(frame(text), () -> true_.add(text));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }));
            writer.start();
            for (int i = 0; writer.isAlive(); i++) {
                journal.compact(() -> new ArrayList<>(true_).stream().map(JournalTest::frame));
                assertTrue(i < 100_000);
            }
        }
        assertEquals(IntStream.range(0, records).mapToObj(Integer::toString).toList(), read(folder).stream().distinct().toList());
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.count() <= 2, "compacted segments are gone");
        }
    }

    @Test
    void oldSegmentsThatACompactionLeftBehindDoNotCount() throws IOException {
        byte[] old = Files.readAllBytes(written("forgotten", "true"));
        try (var journal = new Journal(folder, Disk.REAL)) {
            journal.open();
            journal.compact(() -> Stream.of(frame("true")));
            journal.compact(() -> Stream.of(frame("true")));
        }
        Files.write(folder.resolve("jobs-00000001.log"), old);
        assertEquals(List.of("true"), read(folder));
        assertFalse(Files.exists(folder.resolve("jobs-00000001.log")));
    }
}
