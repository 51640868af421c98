package mezzotint.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import mezzotint.plugin.Problem;

/**
 * What the file of a picture says of itself, read without decoding a pixel.
 *
 * @param width in pixels; of a moving picture that of its largest frame
 * @param height in pixels
 */
public record PictureHeader(Format format, int width, int height) {

    /** What an upload may be. */
    public enum Format { PNG, JPEG, WEBP, GIF, BMP }

    /** Pixels that are decoded where nobody says otherwise: 64 megapixels, 256 MB in memory. */
    public static final long MOST_PIXELS = 64_000_000;

    /** No honest text or colour profile in a PNG is larger when it is unpacked; names of a thousand nodes are a megabyte. */
    private static final int MOST_TEXT = 16 << 20;

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;

    public long pixels() {
        return (long) width * height;
    }

    /**
     * Reads the header of an upload; only what passes here should be decoded.
     *
     * @param pixels the most that the picture may have
     * @throws Problem of kind {@code INVALID} if the file is none of the formats or is damaged where
     *     its size stands; of kind {@code TOO_LARGE} if it unpacks to more than it may
     */
    public static PictureHeader check(byte[] file, long pixels) {
        PictureHeader header = read(file);
        if (header.width < 1 || header.height < 1) {
            throw damaged(header.format);
        }
        if (header.pixels() > pixels) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the picture is " + header.width + "x" + header.height + ", " + header.pixels() + " pixels",
                    "send one of at most " + pixels + " pixels");
        }
        return header;
    }

    private static PictureHeader read(byte[] file) {
        Format format = format(file);
        var in = ByteBuffer.wrap(file);
        try {
            return switch (format) {
                case PNG -> png(in);
                case JPEG -> jpeg(in);
                case WEBP -> webp(in.order(ByteOrder.LITTLE_ENDIAN));
                case GIF -> gif(in.order(ByteOrder.LITTLE_ENDIAN));
                case BMP -> bmp(in.order(ByteOrder.LITTLE_ENDIAN));
            };
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            throw damaged(format);
        }
    }

    private static Format format(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 12), StandardCharsets.ISO_8859_1);
        if (file.length >= 8 && ByteBuffer.wrap(file).getLong(0) == PNG_SIGNATURE) {
            return Format.PNG;
        } else if (start.startsWith("\u00FF\u00D8\u00FF")) {
            return Format.JPEG;
        } else if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
            return Format.WEBP;
        } else if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Format.GIF;
        } else if (start.startsWith("BM")) {
            return Format.BMP;
        }
        throw Problem.invalid(file.length == 0 ? "the file is empty" : "the file is no picture that is known here", "send a PNG, JPEG, WebP, GIF or BMP");
    }

    /** Texts are unpacked and counted on the way: readers unpack them whole. */
    private static PictureHeader png(ByteBuffer in) {
        if (in.getInt(8) != 13 || in.getInt(12) != 0x49484452) {
            throw damaged(Format.PNG);
        }
        var header = new PictureHeader(Format.PNG, in.getInt(16), in.getInt(20));
        int left = MOST_TEXT;
        int at = 33;
        while (at < in.limit()) {
            int length = in.getInt(at);
            String type = StandardCharsets.ISO_8859_1.decode(in.slice(at + 4, 4)).toString();
            left -= unpacked(type, in.slice(at + 8, length), left);
            at += 12 + length;
        }
        return header;
    }

    /** Bytes that a chunk holds when it is unpacked; 0 if it is not packed. */
    private static int unpacked(String type, ByteBuffer chunk, int most) {
        int packed = switch (type) {
            case "zTXt", "iCCP" -> afterZero(chunk, 0) + 1;
            case "iTXt" -> chunk.get(afterZero(chunk, 0)) == 0 ? -1 : afterZero(chunk, afterZero(chunk, afterZero(chunk, 0) + 2));
            default -> -1;
        };
        return packed < 0 ? 0 : inflated(chunk.position(packed), most);
    }

    private static int afterZero(ByteBuffer text, int from) {
        int at = from;
        while (text.get(at) != 0) {
            at++;
        }
        return at + 1;
    }

    private static int inflated(ByteBuffer packed, int most) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] piece = new byte[1 << 14];
            while (inflater.getBytesWritten() <= most && inflater.inflate(piece) > 0) {
                // only counted
            }
            if (inflater.getBytesWritten() > most) {
                throw new Problem(Problem.Kind.TOO_LARGE, "a text in the picture unpacks to more than " + MOST_TEXT + " bytes", "send the picture without its texts");
            }
            return (int) inflater.getBytesWritten();
        } catch (DataFormatException e) {
            throw damaged(Format.PNG);
        } finally {
            inflater.end();
        }
    }

    /** The size stands in the frame's header, after segments of any number. */
    private static PictureHeader jpeg(ByteBuffer in) {
        int at = 2;
        while (true) {
            int marker = in.getShort(at) & 0xFFFF;
            if (marker == 0xFFFF) {
                at++;
                continue;
            }
            boolean frame = marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
            if (frame) {
                return new PictureHeader(Format.JPEG, in.getShort(at + 7) & 0xFFFF, in.getShort(at + 5) & 0xFFFF);
            }
            int length = in.getShort(at + 2) & 0xFFFF;
            if (marker < 0xFFC0 || marker == 0xFFDA || length < 2) {
                throw damaged(Format.JPEG);
            }
            at += 2 + length;
        }
    }

    private static PictureHeader webp(ByteBuffer in) {
        String kind = StandardCharsets.ISO_8859_1.decode(in.slice(12, 4)).toString();
        return switch (kind) {
            case "VP8 " -> new PictureHeader(Format.WEBP, in.getShort(26) & 0x3FFF, in.getShort(28) & 0x3FFF);
            case "VP8L" -> new PictureHeader(Format.WEBP, 1 + (in.getInt(21) & 0x3FFF), 1 + (in.getInt(21) >> 14 & 0x3FFF));
            case "VP8X" -> new PictureHeader(Format.WEBP, 1 + (in.getInt(24) & 0xFFFFFF), 1 + (in.getInt(26) >>> 8));
            default -> throw damaged(Format.WEBP);
        };
    }

    /** Frames may be larger than the screen that the header promises. */
    private static PictureHeader gif(ByteBuffer in) {
        int width = in.getShort(6) & 0xFFFF;
        int height = in.getShort(8) & 0xFFFF;
        int at = 13 + colours(in.get(10));
        while (at < in.limit()) {
            int block = in.get(at) & 0xFF;
            if (block == 0x2C) {
                width = Math.max(width, in.getShort(at + 5) & 0xFFFF);
                height = Math.max(height, in.getShort(at + 7) & 0xFFFF);
                at = afterBlocks(in, at + 11 + colours(in.get(at + 9)));
            } else if (block == 0x21) {
                at = afterBlocks(in, at + 2);
            } else {
                break;
            }
        }
        return new PictureHeader(Format.GIF, width, height);
    }

    /** Bytes of a table of colours. */
    private static int colours(byte flags) {
        return flags < 0 ? 3 << 1 + (flags & 7) : 0;
    }

    private static int afterBlocks(ByteBuffer in, int from) {
        int at = from;
        while (in.get(at) != 0) {
            at += 1 + (in.get(at) & 0xFF);
        }
        return at + 1;
    }

    private static PictureHeader bmp(ByteBuffer in) {
        if (in.getInt(14) == 12) {
            return new PictureHeader(Format.BMP, in.getShort(18) & 0xFFFF, in.getShort(20) & 0xFFFF);
        }
        return new PictureHeader(Format.BMP, in.getInt(18), Math.abs(in.getInt(22)));
    }

    private static Problem damaged(Format format) {
        return Problem.invalid("the file begins as a " + format + " and is damaged", "send the whole file");
    }
}
