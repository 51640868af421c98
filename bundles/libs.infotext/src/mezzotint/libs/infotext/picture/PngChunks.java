package mezzotint.libs.infotext.picture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import mezzotint.libs.infotext.PictureFile;

/** The chunks of a PNG file (ISO/IEC 15948): {@code tEXt}, {@code iTXt}, {@code zTXt} and {@code eXIf}. */
public final class PngChunks {

    public static final String PARAMETERS = "parameters";
    /** Of all texts, unpacked. */
    private static final int LIMIT = 16 << 20;
    private static final int SIGNATURE = 8;
    private static final Set<String> TEXTS = Set.of("tEXt", "iTXt", "zTXt");

    private final Bytes file;
    private int room = LIMIT;

    public PngChunks(byte[] png) {
        this.file = new Bytes("PNG", png, ByteOrder.BIG_ENDIAN);
    }

    public PictureFile read() {
        var texts = new LinkedHashMap<String, String>();
        for (long at = SIGNATURE; at < file.size(); at = next(at)) {
            String type = type(at);
            if (TEXTS.contains(type)) {
                check(at);
                text(type, content(at), texts);
            } else if (type.equals("eXIf")) {
                Exif.texts(content(at)).forEach(texts::putIfAbsent);
            } else if (type.equals("IEND")) {
                break;
            }
        }
        return new PictureFile(PictureFile.Format.PNG, (int) file.u32(SIGNATURE + 8), (int) file.u32(SIGNATURE + 12), texts);
    }

    /** The same picture with another text of parameters, where the old one was or else after the header. */
    public byte[] with(String parameters) {
        boolean had = read().texts().containsKey(PARAMETERS);
        var out = new ByteArrayOutputStream();
        out.writeBytes(file.part(0, SIGNATURE));
        for (long at = SIGNATURE; at < file.size(); at = next(at)) {
            boolean old = TEXTS.contains(type(at)) && keyword(content(at)).equals(PARAMETERS);
            out.writeBytes(old ? chunk(parameters) : file.part(at, next(at) - at));
            if (!had && type(at).equals("IHDR")) {
                out.writeBytes(chunk(parameters));
            }
        }
        return out.toByteArray();
    }

    private static byte[] chunk(String parameters) {
        boolean latin = TextBytes.isLatin(parameters);
        byte[] content = latin ? (PARAMETERS + "\0" + parameters).getBytes(StandardCharsets.ISO_8859_1)
                : (PARAMETERS + "\0\0\0\0\0" + parameters).getBytes(StandardCharsets.UTF_8);
        byte[] named = ByteBuffer.allocate(4 + content.length).put((latin ? "tEXt" : "iTXt").getBytes(StandardCharsets.US_ASCII)).put(content).array();
        return ByteBuffer.allocate(named.length + 8).putInt(content.length).put(named).putInt((int) checksum(named)).array();
    }

    private void text(String type, byte[] content, Map<String, String> texts) {
        String keyword = keyword(content);
        int from = Math.min(keyword.length() + 1, content.length);
        boolean packed = type.equals("zTXt");
        if (type.equals("iTXt")) {
            packed = from < content.length && content[from] == 1;
            from = afterZero(content, afterZero(content, from + 2));
        } else if (packed) {
            from++;
        }
        byte[] text = packed ? inflated(content, from) : Arrays.copyOfRange(content, from, content.length);
        room -= text.length;
        if (room < 0) {
            throw file.damaged("the texts in it are larger than " + LIMIT + " bytes");
        }
        texts.put(keyword, TextBytes.latin(text));
    }

    /** As much as there is room for, and a byte more. */
    private byte[] inflated(byte[] content, int from) {
        int start = Math.min(from, content.length);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(content, start, content.length - start))) {
            return in.readNBytes(room + 1);
        } catch (IOException e) {
            throw file.damaged("a packed text in it cannot be unpacked");
        }
    }

    private static int afterZero(byte[] content, int from) {
        int i = from;
        while (i < content.length && content[i] != 0) {
            i++;
        }
        return Math.min(i + 1, content.length);
    }

    private static String keyword(byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        return new String(content, 0, end, StandardCharsets.ISO_8859_1);
    }

    private String type(long at) {
        return file.name(at + 4, 4);
    }

    private byte[] content(long at) {
        return file.part(at + 8, file.u32(at));
    }

    /** Where the chunk after this one begins; this one is checked to be whole. */
    private long next(long at) {
        long end = at + 12 + file.u32(at);
        file.part(end - 4, 4);
        return end;
    }

    private void check(long at) {
        long length = file.u32(at);
        if (checksum(file.part(at + 4, length + 4)) != file.u32(at + 8 + length)) {
            throw file.damaged("the checksum of a text in it is wrong");
        }
    }

    private static long checksum(byte[] named) {
        var crc = new CRC32();
        crc.update(named);
        return crc.getValue();
    }
}
