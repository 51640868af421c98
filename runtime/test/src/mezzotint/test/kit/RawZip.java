package mezzotint.test.kit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A zip file written number by number, so that its numbers may be lies. */
public final class RawZip {

    private static final int MEGABYTE = 1 << 20;

    /** An entry as it is written; {@code size} is what the directory says that it unpacks to. */
    public record Entry(String name, byte[] packed, boolean deflated, long size, long crc) {}

    private final List<Entry> entries = new ArrayList<>();
    private int count = -1;
    private byte[] comment = {};
    private boolean overlaps;

    /** With a text, as it is. */
    public RawZip text(String name, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return stored(name, content);
    }

    public RawZip stored(String name, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        return add(new Entry(name, content, false, content.length, crc.getValue()));
    }

    public RawZip add(Entry entry) {
        entries.add(entry);
        return this;
    }

    /** With an entry that unpacks to some megabytes of zeros, and of which the directory says that it has another size. */
    public RawZip bomb(String name, int megabytes, long size) {
        return add(new Entry(name, zeros(megabytes), true, size, 0));
    }

    /** The manifest of a bundle. */
    public RawZip manifest(String name) {
        return text("META-INF/MANIFEST.MF", manifestOf(name));
    }

    public static String manifestOf(String name) {
        var folded = new StringBuilder();
        for (String rest = "Bundle-SymbolicName: " + name; !rest.isEmpty(); rest = rest.length() > 60 ? " " + rest.substring(60) : "") {
            folded.append(rest, 0, Math.min(60, rest.length())).append("\r\n");
        }
        return "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\n" + folded + "\r\n";
    }

    /** Its end tells of another number of entries. */
    public RawZip count(int told) {
        count = told;
        return this;
    }

    /** Each entry has this comment in the directory. */
    public RawZip comment(int length) {
        comment = new byte[length];
        return this;
    }

    /** All entries lie in the place of the first. */
    public RawZip overlapping() {
        overlaps = true;
        return this;
    }

    /** Zeros, packed; each megabyte is packed alike, so one is packed and written many times. */
    private static byte[] zeros(int megabytes) {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        byte[] piece = new byte[MEGABYTE / 8];
        deflater.setInput(new byte[MEGABYTE]);
        int length = deflater.deflate(piece, 0, piece.length, Deflater.FULL_FLUSH);
        for (int i = 0; i < megabytes; i++) {
            out.write(piece, 0, length);
        }
        deflater.finish();
        out.write(piece, 0, deflater.deflate(piece));
        deflater.end();
        return out.toByteArray();
    }

    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            int at = overlaps ? 0 : out.size();
            byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
            ByteBuffer about = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 20).putShort((short) 0x800)
                    .putShort((short) (entry.deflated ? 8 : 0)).putInt(0).putInt((int) entry.crc).putInt(entry.packed.length).putInt((int) entry.size)
                    .putShort((short) name.length).putShort((short) 0);
            if (at == out.size()) {
                out.writeBytes(new byte[] {'P', 'K', 3, 4});
                out.writeBytes(about.array());
                out.writeBytes(name);
                out.writeBytes(entry.packed);
            }
            directory.writeBytes(new byte[] {'P', 'K', 1, 2, 20, 0});
            directory.writeBytes(about.array());
            directory.writeBytes(ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN).putShort((short) comment.length).putInt(0).putInt(0).putInt(at).array());
            directory.writeBytes(name);
            directory.writeBytes(comment);
        }
        short told = (short) Math.min(count < 0 ? entries.size() : count, 0xFFFF);
        byte[] end = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putShort(told).putShort(told)
                .putInt(directory.size()).putInt(out.size()).putShort((short) 0).array();
        out.writeBytes(directory.toByteArray());
        out.writeBytes(new byte[] {'P', 'K', 5, 6});
        out.writeBytes(end);
        return out.toByteArray();
    }
}
