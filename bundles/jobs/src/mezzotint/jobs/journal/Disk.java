package mezzotint.jobs.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the journal asks of a disk; tests have one that is full. */
public interface Disk {

    /** A file that grows at its end. */
    interface Store extends AutoCloseable {

        void append(byte[] bytes) throws IOException;

        /** Returns once everything is on the disk. */
        void force() throws IOException;

        void truncate(long size) throws IOException;

        long size() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Opens a file at its end, or creates it. */
    Store open(Path file) throws IOException;

    /** The disks of this machine. */
    Disk REAL = FileStore::new;

    /** Makes sure that the names in a folder are on the disk. */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every file system lets a folder be forced; those that do not write names through.
        }
    }

    /** Not a channel: an interrupt of the thread that writes would close it. */
    final class FileStore implements Store {

        private final RandomAccessFile file;

        FileStore(Path path) throws IOException {
            Files.createDirectories(path.getParent());
            file = new RandomAccessFile(path.toFile(), "rw");
            file.seek(file.length());
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            file.write(bytes);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.setLength(size);
            file.seek(size);
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
