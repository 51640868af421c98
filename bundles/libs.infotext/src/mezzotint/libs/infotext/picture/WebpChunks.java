package mezzotint.libs.infotext.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import mezzotint.libs.infotext.PictureFile;

/** The chunks of a WebP file (RFC 9649). */
public final class WebpChunks {

    private static final int HEADER = 12;
    private static final int HAS_EXIF = 8;
    private static final int HAS_ALPHA = 16;

    /** Width, height and whether there is transparency. */
    private record Canvas(int width, int height, boolean alpha) {}

    private final Bytes file;

    public WebpChunks(byte[] webp) {
        this.file = new Bytes("WebP", webp, ByteOrder.LITTLE_ENDIAN);
    }

    public PictureFile read() {
        var texts = new LinkedHashMap<String, String>();
        for (long at = HEADER; at < file.size(); at = next(at)) {
            if (type(at).equals("EXIF")) {
                Exif.texts(file.part(at + 8, file.u32(at + 4))).forEach(texts::putIfAbsent);
            } else if (type(at).equals("XMP ")) {
                texts.putIfAbsent(PictureFile.XMP, TextBytes.latin(file.part(at + 8, file.u32(at + 4))));
            }
        }
        Canvas canvas = canvas();
        return new PictureFile(PictureFile.Format.WEBP, canvas.width, canvas.height, texts);
    }

    /** The same picture with another comment; a file of the simple form becomes one of the extended form. */
    public byte[] with(String comment) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(extended());
        for (long at = HEADER; at < file.size(); at = next(at)) {
            if (!type(at).equals("EXIF") && !type(at).equals("VP8X")) {
                body.writeBytes(file.part(at, next(at) - at));
            }
        }
        body.writeBytes(chunk("EXIF", Exif.of(comment)));
        return ByteBuffer.allocate(HEADER + body.size()).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF")).putInt(4 + body.size())
                .put(ascii("WEBP")).put(body.toByteArray()).array();
    }

    private byte[] extended() {
        if (type(HEADER).equals("VP8X")) {
            byte[] content = file.part(HEADER + 8, 10);
            content[0] |= HAS_EXIF;
            return chunk("VP8X", content);
        }
        Canvas canvas = canvas();
        return chunk("VP8X", ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(HAS_EXIF | (canvas.alpha ? HAS_ALPHA : 0))
                .put(u24(canvas.width - 1)).put(u24(canvas.height - 1)).array());
    }

    private Canvas canvas() {
        long at = HEADER + 8;
        return switch (type(HEADER)) {
            case "VP8X" -> new Canvas(1 + u24(at + 4), 1 + u24(at + 7), (file.u8(at) & HAS_ALPHA) != 0);
            case "VP8 " -> new Canvas(file.u16(at + 6) & 0x3FFF, file.u16(at + 8) & 0x3FFF, false);
            case "VP8L" -> {
                long bits = file.u32(at + 1);
                yield new Canvas(1 + (int) (bits & 0x3FFF), 1 + (int) (bits >> 14 & 0x3FFF), (bits >> 28 & 1) == 1);
            }
            default -> throw file.damaged("it does not begin with a picture");
        };
    }

    private int u24(long at) {
        return file.u16(at) | file.u8(at + 2) << 16;
    }

    private static byte[] u24(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }

    private static byte[] chunk(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + (content.length & 1)).order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(type)).putInt(content.length).put(content).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String type(long at) {
        return file.name(at, 4);
    }

    /** Chunks begin at even places. */
    private long next(long at) {
        long length = file.u32(at + 4);
        file.part(at + 8, length);
        return at + 8 + length + (length & 1);
    }
}
