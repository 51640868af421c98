package mezzotint.jobs.journal;

import java.io.IOException;

/** A file of records with many writers: who waits for the disk waits for all that was written until then, so one wait serves many. */
final class GroupCommit implements AutoCloseable {

    private final Disk.Store store;
    /** Bytes written, and bytes that are on the disk. */
    private long written;
    private long forced;
    private boolean forcing;
    private boolean closed;
    private IOException failure;

    GroupCommit(Disk.Store store) throws IOException {
        this.store = store;
        this.written = store.size();
        this.forced = written;
    }

    /** @return where the record ends */
    synchronized long append(byte[] record) throws IOException {
        if (closed || failure != null) {
            throw failure != null ? failure : new IOException("the journal is closed");
        }
        try {
            store.append(record);
        } catch (IOException e) {
            undo(written, e);
            throw e;
        }
        written += record.length;
        return written;
    }

    /** Waits until everything up to a place is on the disk. */
    void await(long place) throws IOException {
        long upTo;
        synchronized (this) {
            while (forcing && forced < place && failure == null) {
                pause();
            }
            if (failure != null && place > forced) {
                throw new IOException(failure.getMessage(), failure);
            }
            if (place <= forced) {
                return;
            }
            forcing = true;
            upTo = written;
        }
        force(upTo);
    }

    private void force(long upTo) throws IOException {
        IOException refused = null;
        try {
            store.force();
        } catch (IOException e) {
            refused = e;
        }
        synchronized (this) {
            forcing = false;
            notifyAll();
            if (refused == null) {
                forced = upTo;
                return;
            }
            // What the disk has of it is unknown, and nobody was told that it is kept.
            failure = refused;
            undo(forced, refused);
            throw refused;
        }
    }

    /** Who is to end does so when the disk has answered: nobody else would hear what it said. */
    private void pause() {
        boolean interrupted = Thread.interrupted();
        try {
            wait();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes back what was written after a place. */
    private void undo(long place, IOException why) {
        try {
            store.truncate(place);
        } catch (IOException e) {
            why.addSuppressed(e);
            failure = why;
        }
    }

    synchronized void truncate(long size) throws IOException {
        store.truncate(size);
        store.force();
        written = size;
        forced = size;
    }

    /** Whether nothing can be written here any more. */
    synchronized boolean broken() {
        return failure != null;
    }

    synchronized long size() {
        return written;
    }

    /** Waits for who waits for the disk. */
    @Override
    public synchronized void close() throws IOException {
        while (forcing) {
            pause();
        }
        if (!closed) {
            closed = true;
            if (failure == null && forced < written) {
                store.force();
                forced = written;
            }
            store.close();
        }
    }
}
