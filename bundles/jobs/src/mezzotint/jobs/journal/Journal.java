package mezzotint.jobs.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records on the disk, in the order they were written: segments that only grow, the oldest replaced by what is still true of them. */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /** Bytes at which a segment is full. */
    private static final long FULL = 8 << 20;

    private final Path folder;
    private final Disk disk;
    /** Held for writing while a compaction looks at what is true, so that it sees a record and its effect, or neither. */
    private final ReadWriteLock looking = new ReentrantReadWriteLock();
    private Segment segment;
    private GroupCommit file;
    private long compacted;

    public Journal(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /**
     * Opens the journal and reads it. What was being written when the process ended is cut off; a segment with damage inside is copied
     * beside itself, and its whole records are kept.
     */
    public List<Frame> open() throws IOException {
        Files.createDirectories(folder);
        var frames = new ArrayList<Frame>();
        for (Segment each : segments()) {
            Frame.Content content = each.read();
            if (content.damaged() > 0) {
                LOG.warn("{} bytes inside {} are damaged; a copy is in {}, and every other record is used", content.damaged(), each.path(), each.setAside());
                each.write(each.first(), content.frames(), disk);
            }
            frames.addAll(content.frames());
            segment = each;
        }
        openLast();
        return frames;
    }

    private void openLast() throws IOException {
        if (segment == null) {
            start(Segment.in(folder, 1));
            return;
        }
        int end = segment.read().end();
        long cut = Files.size(segment.path()) - end;
        if (end == 0) {
            Files.delete(segment.path());
            start(segment);
            return;
        }
        file = new GroupCommit(disk.open(segment.path()));
        if (cut > 0) {
            LOG.info("the last {} bytes of {} were being written when the workbench ended; they are cut off", cut, segment.path());
            file.truncate(end);
        }
    }

    private void start(Segment next) throws IOException {
        next.write(0, List.of(), disk);
        segment = next;
        file = new GroupCommit(disk.open(next.path()));
    }

    /** Those that count, in their order; those that a compaction has replaced are deleted. */
    private List<Segment> segments() throws IOException {
        List<Segment> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.map(Segment::of).flatMap(Optional::stream).sorted(Comparator.comparingLong(Segment::number)).toList();
        }
        long first = 0;
        for (Segment each : all) {
            first = Math.max(first, each.first());
        }
        var counting = new ArrayList<Segment>();
        for (Segment each : all) {
            if (each.number() < first) {
                Files.delete(each.path());
            } else {
                counting.add(each);
            }
        }
        return counting;
    }

    /** Writes a record, waits until it is on the disk, then lets it have its effect. */
    public void accept(Frame frame, Runnable effect) throws IOException {
        looking.readLock().lock();
        try {
            append(frame).await();
            effect.run();
        } finally {
            looking.readLock().unlock();
        }
    }

    /** A record that was written. */
    public interface Written {

        /** Waits until the disk has it. */
        void await() throws IOException;
    }

    /** Writes a record whose effect is there already. */
    public synchronized Written append(Frame frame) throws IOException {
        if (file.broken()) {
            close(file);
            start(Segment.in(folder, segment.number() + 1));
        }
        GroupCommit where = file;
        long ticket = where.append(frame.bytes());
        return () -> where.await(ticket);
    }

    /** All that was written so far. */
    public synchronized Written last() {
        GroupCommit where = file;
        long end = where.size();
        return () -> where.await(end);
    }

    /** Whether the last segment is full. */
    public synchronized boolean full() throws IOException {
        return file.size() > Math.max(FULL, 2 * compacted);
    }

    /**
     * Replaces all segments so far by what is still true; others write into a new segment meanwhile.
     *
     * @param look finds out what is true; quick, since nothing is accepted meanwhile
     */
    public void compact(Supplier<Stream<Frame>> look) throws IOException {
        Segment last;
        Stream<Frame> truth;
        looking.writeLock().lock();
        try {
            synchronized (this) {
                last = segment;
                GroupCommit before = file;
                start(Segment.in(folder, last.number() + 1));
                before.close();
            }
            truth = look.get();
        } finally {
            looking.writeLock().unlock();
        }
        last.write(last.number(), truth.toList(), disk);
        compacted = Files.size(last.path());
        segments();
    }

    /** What was not on the disk is lost, and was told. */
    private static void close(GroupCommit broken) {
        try {
            broken.close();
        } catch (IOException e) {
            LOG.debug("a segment that could not be written cannot be closed", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
