package mezzotint.jobs.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that is full from some moment on, counts how often it was waited for, and may be slow. */
public final class FullDisk implements Disk {

    public volatile boolean full;
    public volatile boolean broken;
    public volatile int slowMillis;
    public final AtomicInteger forced = new AtomicInteger();

    @Override
    public Store open(Path file) throws IOException {
        return new FullStore(REAL.open(file));
    }

    private final class FullStore implements Store {

        private final Store real;

        FullStore(Store real) {
            this.real = real;
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            if (full) {
                real.append(Arrays.copyOf(bytes, bytes.length / 2));
                throw new IOException("No space left on device");
            }
            real.append(bytes);
        }

        @Override
        public void force() throws IOException {
            forced.incrementAndGet();
            pause();
            if (broken) {
                throw new IOException("Input/output error");
            }
            real.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            real.truncate(size);
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }

    private void pause() {
        try {
            Thread.sleep(slowMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
