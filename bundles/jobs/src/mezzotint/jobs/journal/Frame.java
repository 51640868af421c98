package mezzotint.jobs.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A record of the journal as bytes: a mark, the length, a checksum (CRC-32C), then the kind in a byte and the body.
 *
 * @param kind says what the body is
 */
public record Frame(char kind, byte[] body) {

    /** Bytes before the kind. */
    public static final int HEAD = 12;
    private static final int MARK = 0x4D5A4A52;

    /**
     * What a file holds.
     *
     * @param frames the whole records, in their order
     * @param end where the last whole record ends; what follows was being written when the process ended
     * @param damaged bytes between whole records that are none
     */
    public record Content(List<Frame> frames, int end, int damaged) {}

    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(HEAD + 1 + body.length).putInt(MARK).putInt(1 + body.length).putInt(0).put((byte) kind).put(body);
        return out.putInt(8, checksum(out, 0)).array();
    }

    /** The records from an offset on; damaged places are stepped over. */
    static Content read(ByteBuffer file, int from) {
        var frames = new ArrayList<Frame>();
        int end = from;
        int damaged = 0;
        for (int at = from; at < file.limit();) {
            if (whole(file, at)) {
                damaged += at - end;
                frames.add(at(file, at));
                end = at + HEAD + file.getInt(at + 4);
                at = end;
            } else {
                at++;
            }
        }
        return new Content(frames, end, damaged);
    }

    /** Whether a whole record begins at an offset. */
    public static boolean whole(ByteBuffer file, int at) {
        if (at + HEAD >= file.limit() || file.getInt(at) != MARK) {
            return false;
        }
        int length = file.getInt(at + 4);
        return length > 0 && length <= file.limit() - at - HEAD && file.getInt(at + 8) == checksum(file, at);
    }

    /** The whole record at an offset. */
    public static Frame at(ByteBuffer file, int at) {
        byte[] body = new byte[file.getInt(at + 4) - 1];
        file.get(at + HEAD + 1, body);
        return new Frame((char) file.get(at + HEAD), body);
    }

    /** Over the length, the kind and the body. */
    private static int checksum(ByteBuffer file, int at) {
        var crc = new CRC32C();
        int length = file.getInt(at + 4);
        crc.update(file.slice(at + 4, 4));
        crc.update(file.slice(at + HEAD, length));
        return (int) crc.getValue();
    }
}
