package mezzotint.manager.trust;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.BooleanSupplier;

/** A stream that fails when more comes than was expected, or when it is no longer wanted. */
final class LimitedStream extends FilterInputStream {

    private final URI address;
    private final long largest;
    private final BooleanSupplier stopped;
    private long count;

    LimitedStream(InputStream in, URI address, long largest, BooleanSupplier stopped) {
        super(in);
        this.address = address;
        this.largest = largest;
        this.stopped = stopped;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (stopped.getAsBoolean()) {
            throw new IOException("the network was switched off while " + address + " was read");
        }
        int read = super.read(buffer, offset, length);
        count += Math.max(read, 0);
        if (count > largest) {
            throw new IOException(address + " has more than " + largest + " bytes");
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
