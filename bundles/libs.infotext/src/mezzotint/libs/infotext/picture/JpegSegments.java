package mezzotint.libs.infotext.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.plugin.Problem;

/** The segments of a JPEG file (ITU-T T.81) before the picture. */
public final class JpegSegments {

    private static final int APP0 = 0xFFE0;
    private static final int APP1 = 0xFFE1;
    private static final int COMMENT = 0xFFFE;
    private static final int SCAN = 0xFFDA;
    private static final int LARGEST = 0xFFFF - 2;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] XMP = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);

    private final Bytes file;

    public JpegSegments(byte[] jpeg) {
        this.file = new Bytes("JPEG", jpeg, ByteOrder.BIG_ENDIAN);
    }

    public PictureFile read() {
        var texts = new LinkedHashMap<String, String>();
        int width = 0;
        int height = 0;
        for (long at = 2; file.u16(at) != SCAN; at = next(at)) {
            int marker = file.u16(at);
            if (isExif(at)) {
                Exif.texts(file.part(at + 10, file.u16(at + 2) - 8)).forEach(texts::putIfAbsent);
            } else if (begins(at, XMP)) {
                texts.putIfAbsent(PictureFile.XMP, TextBytes.latin(file.part(at + 4 + XMP.length, file.u16(at + 2) - 2 - XMP.length)));
            } else if (marker == COMMENT) {
                texts.put("comment", TextBytes.latin(file.part(at + 4, file.u16(at + 2) - 2)).replace("\0", ""));
            } else if (isFrame(marker)) {
                height = file.u16(at + 5);
                width = file.u16(at + 7);
            }
        }
        return new PictureFile(PictureFile.Format.JPEG, width, height, texts);
    }

    /** The same picture with another comment; as piexif does, EXIF takes the place of the JFIF segment. */
    public byte[] with(String comment) {
        byte[] exif = Exif.of(comment);
        if (exif.length + EXIF.length > LARGEST) {
            throw new Problem(Problem.Kind.TOO_LARGE, "a text of " + comment.length() + " characters is too long for JPEG", "take PNG");
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(file.part(0, 2));
        out.writeBytes(ByteBuffer.allocate(4).putShort((short) APP1).putShort((short) (2 + EXIF.length + exif.length)).array());
        out.writeBytes(EXIF);
        out.writeBytes(exif);
        long at = 2;
        while (file.u16(at) != SCAN) {
            long end = next(at);
            out.writeBytes(isExif(at) || file.u16(at) == APP0 ? new byte[0] : file.part(at, end - at));
            at = end;
        }
        out.writeBytes(file.part(at, file.size() - at));
        return out.toByteArray();
    }

    private boolean isExif(long at) {
        return begins(at, EXIF);
    }

    private boolean begins(long at, byte[] mark) {
        return file.u16(at) == APP1 && file.u16(at + 2) >= 2 + mark.length && Arrays.equals(file.part(at + 4, mark.length), mark);
    }

    /** Start of frame, by any of the coding processes; C4, C8 and CC are no frames. */
    private static boolean isFrame(int marker) {
        return marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
    }

    private long next(long at) {
        int length = file.u16(at + 2);
        if (file.u8(at) != 0xFF || length < 2) {
            throw file.damaged("no segment begins at byte " + at);
        }
        return at + 2 + length;
    }
}
