package mezzotint.console;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** An answer that is kept back until it is whole if it is a file, which says when it was last modified; anything else goes through. */
final class FileResponse extends HttpServletResponseWrapper {

    private static final String MODIFIED = "Last-Modified";
    /** A larger file goes out as it comes, and without a tag. */
    private static final int LARGEST = 16 << 20;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private boolean file;
    private Kept kept;

    FileResponse(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
        this.response = response;
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isTime(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isTime(name)) {
            super.addDateHeader(name, date);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isTime(name)) {
            super.setHeader(name, value);
        }
    }

    private boolean isTime(String name) {
        boolean time = MODIFIED.equalsIgnoreCase(name);
        file |= time;
        if (time && !containsHeader("Cache-Control")) {
            super.setHeader("Cache-Control", "no-cache");
        }
        return time;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (kept == null && file && request.getMethod().equals("GET") && !request.isAsyncStarted()) {
            kept = new Kept(super.getOutputStream());
        }
        return kept == null ? super.getOutputStream() : kept;
    }

    /** Sends what was kept back, or that the browser has it. */
    void end() throws IOException {
        if (kept == null || kept.bytes == null) {
            return;
        }
        if (getStatus() == SC_OK) {
            ETag.send(kept.bytes.toByteArray(), request, response);
        } else {
            kept.release();
        }
    }

    /** The bytes of a file until there are too many. */
    private static final class Kept extends ServletOutputStream {

        private final ServletOutputStream out;
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Kept(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            if (bytes != null && bytes.size() + length <= LARGEST) {
                bytes.write(buffer, offset, length);
                return;
            }
            if (bytes != null) {
                release();
            }
            out.write(buffer, offset, length);
        }

        private void release() throws IOException {
            bytes.writeTo(out);
            bytes = null;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("a file is written at once");
        }
    }
}
