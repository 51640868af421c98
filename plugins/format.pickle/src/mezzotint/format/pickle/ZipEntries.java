package mezzotint.format.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import mezzotint.plugin.Problem;

/**
 * Where the entries of a zip file lie. PyTorch stores its entries as they are, so that they can be mapped; one that is compressed is refused, and
 * with it every file that grows when it is unpacked.
 */
final class ZipEntries {

    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_LENGTH = 22;
    private static final int LOCATOR_LENGTH = 20;
    private static final int END_64_LENGTH = 56;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LONGEST_DIRECTORY = 64 << 20;
    private static final long IN_64 = 0xffffffffL;

    /**
     * An entry.
     *
     * @param from its first byte in the file
     */
    record Entry(long from, long length) {}

    private final String file;
    private final FileChannel channel;
    private final long size;
    private final Map<String, Entry> entries = new TreeMap<>();

    /** @throws Problem of kind {@code INVALID} if the file is no zip file, or is damaged */
    ZipEntries(String file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
        long end = end();
        ByteBuffer fields = read(end, END_LENGTH);
        long length = fields.getInt(12) & IN_64;
        long from = fields.getInt(16) & IN_64;
        if (end >= LOCATOR_LENGTH && read(end - LOCATOR_LENGTH, 4).getInt(0) == LOCATOR_64) {
            ByteBuffer wide = read(read(end - LOCATOR_LENGTH, LOCATOR_LENGTH).getLong(8), END_64_LENGTH);
            if (wide.getInt(0) != END_64) {
                throw damaged("its directory is not where it says");
            }
            length = wide.getLong(40);
            from = wide.getLong(48);
        }
        if (length < 0 || length > LONGEST_DIRECTORY) {
            throw damaged("its directory would have " + length + " bytes");
        }
        readDirectory(read(from, (int) length));
    }

    /** The directory's end, before a comment. */
    private long end() throws IOException {
        long first = Math.max(0, size - END_LENGTH - LONGEST_COMMENT);
        ByteBuffer tail = read(first, (int) (size - first));
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                return first + at;
            }
        }
        throw damaged("its end is missing");
    }

    private void readDirectory(ByteBuffer directory) throws IOException {
        while (directory.remaining() >= ENTRY_LENGTH && directory.getInt(directory.position()) == ENTRY) {
            int at = directory.position();
            int nameLength = directory.getShort(at + 28) & 0xffff;
            int extraLength = directory.getShort(at + 30) & 0xffff;
            int whole = ENTRY_LENGTH + nameLength + extraLength + (directory.getShort(at + 32) & 0xffff);
            if (directory.remaining() < whole) {
                throw damaged("its directory ends too early");
            }
            byte[] name = new byte[nameLength];
            directory.get(at + ENTRY_LENGTH, name);
            add(new String(name, StandardCharsets.UTF_8), directory, at, directory.slice(at + ENTRY_LENGTH + nameLength, extraLength).order(ByteOrder.LITTLE_ENDIAN));
            directory.position(at + whole);
        }
    }

    private void add(String name, ByteBuffer directory, int at, ByteBuffer extra) throws IOException {
        long packed = directory.getInt(at + 20) & IN_64;
        long length = directory.getInt(at + 24) & IN_64;
        long local = directory.getInt(at + 42) & IN_64;
        ByteBuffer wide = wide(extra);
        length = length == IN_64 ? next(wide, name) : length;
        packed = packed == IN_64 ? next(wide, name) : packed;
        local = local == IN_64 ? next(wide, name) : local;
        if (directory.getShort(at + 10) != 0 || packed != length) {
            throw new Problem(Problem.Kind.UNSUPPORTED, name + " in " + file + " is compressed, which PyTorch never does", "save the model with torch.save, or as safetensors");
        }
        ByteBuffer header = read(local, LOCAL_LENGTH);
        long from = local + LOCAL_LENGTH + (header.getShort(26) & 0xffff) + (header.getShort(28) & 0xffff);
        if (header.getInt(0) != LOCAL || length < 0 || from > size || length > size - from) {
            throw damaged(name + " is not where its directory says");
        }
        entries.put(name, new Entry(from, length));
    }

    /** The values that are too large for 32 bits; empty where there are none. */
    private static ByteBuffer wide(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int kind = extra.getShort() & 0xffff;
            int length = extra.getShort() & 0xffff;
            if (length > extra.remaining()) {
                break;
            }
            if (kind == 1) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private long next(ByteBuffer wide, String name) {
        if (wide.remaining() < Long.BYTES) {
            throw damaged("the length of " + name + " is missing");
        }
        return wide.getLong();
    }

    /** @throws Problem if the file has not so many bytes there */
    ByteBuffer read(long from, int length) throws IOException {
        if (from < 0 || from > size || length > size - from) {
            throw damaged("it ends before " + length + " bytes from " + from);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            continue;
        }
        return bytes.rewind();
    }

    Problem damaged(String how) {
        return Problem.invalid(file + " is damaged: " + how, "download it again");
    }

    Map<String, Entry> entries() {
        return entries;
    }
}
