package mezzotint.login.gate;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import mezzotint.plugin.Problem;

/** A request's body that ends in a {@link Problem} when it grows too large, or comes too slowly. */
final class MeasuredBody extends ServletInputStream {

    private final ServletInputStream in;
    private final long most;
    private final int slowest;
    private final Duration patience;
    private final Runnable end;
    private long bytes;
    private long nanos;

    /**
     * @param most bytes
     * @param slowest bytes a second
     * @param patience how long it may be slower
     * @param end is told when it is read to its end
     */
    MeasuredBody(ServletInputStream in, long most, int slowest, Duration patience, Runnable end) {
        this.in = in;
        this.most = most;
        this.slowest = slowest;
        this.patience = patience;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        long start = System.nanoTime();
        int value = in.read();
        count(value < 0 ? 0 : 1, start);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long start = System.nanoTime();
        int read = in.read(buffer, offset, length);
        count(Math.max(read, 0), start);
        return read;
    }

    private void count(int read, long start) {
        nanos += System.nanoTime() - start;
        bytes += read;
        if (in.isFinished()) {
            end.run();
        }
        if (bytes > most) {
            throw tooLarge(most);
        }
        if (nanos > patience.toNanos() && bytes < nanos / 1e9 * slowest) {
            throw new Problem(Problem.Kind.TIMEOUT, "the request comes at less than " + slowest + " bytes a second", "send it over a faster connection");
        }
    }

    /** So many were read. */
    long bytes() {
        return bytes;
    }

    static Problem tooLarge(long most) {
        return new Problem(Problem.Kind.TOO_LARGE, "the request is larger than " + (most >> 20) + " MB", "send less at once");
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
