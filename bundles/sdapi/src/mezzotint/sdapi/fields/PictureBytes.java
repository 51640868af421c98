package mezzotint.sdapi.fields;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.pixels.AwtPicture;
import mezzotint.libs.webp.WebP;
import mezzotint.plugin.Problem;

/** Finished pictures as files of the format that a client wants. */
public final class PictureBytes {

    private static final double BEST = 100;

    private PictureBytes() {}

    /** The picture in a format that was checked, with its infotext. */
    public static byte[] as(String format, Object quality, byte[] png) {
        String name = format.toLowerCase(Locale.ROOT);
        if (name.equals("png")) {
            return png;
        }
        double share = quality instanceof Number n ? n.doubleValue() : BEST;
        byte[] file = name.equals("webp") ? WebP.write(decoded(png), share) : jpeg(decoded(png), share);
        return PictureFile.write(file, PictureFile.read(png).infotext().orElse(""));
    }

    /** All of them in one picture, in about as many rows as columns, with the first one's infotext. */
    public static byte[] grid(List<byte[]> files) {
        List<BufferedImage> pictures = files.stream().map(PictureBytes::decoded).toList();
        int rows = (int) Math.min(pictures.size(), Math.rint(Math.sqrt(pictures.size())));
        int columns = (pictures.size() + rows - 1) / rows;
        int width = pictures.get(0).getWidth();
        int height = pictures.get(0).getHeight();
        var grid = new BufferedImage(columns * width, rows * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = grid.createGraphics();
        for (int i = 0; i < pictures.size(); i++) {
            canvas.drawImage(pictures.get(i), i % columns * width, i / columns * height, null);
        }
        canvas.dispose();
        return PictureFile.write(written(grid, "png", null), PictureFile.read(files.get(0)).infotext().orElse(""));
    }

    static BufferedImage decoded(byte[] file) {
        if (file.length > 0 && PictureFile.read(file).format() == PictureFile.Format.WEBP) {
            return WebP.read(file);
        }
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
            if (image != null) {
                return image;
            }
        } catch (IOException e) {
            // Told below, as where no reader knows the format.
        }
        throw ErrorReply.http(422, Base64Pictures.INVALID);
    }

    /** The alpha channel of a picture that can be seen through somewhere, as a picture of its own; any other as it is. */
    static byte[] mask(byte[] file, boolean round) {
        BufferedImage image = decoded(file);
        int width = image.getWidth();
        int height = image.getHeight();
        boolean opaque = !image.getColorModel().hasAlpha() || IntStream.range(0, width * height).allMatch(i -> image.getRGB(i % width,
                i / width) >>> 24 == 255);
        return opaque ? file : Png.encode(Image.paint(width, height, (x, y) -> {
            int value = image.getRGB(x, y) >>> 24;
            return (!round ? value : value > 128 ? 255 : 0) * 0x010101;
        }));
    }

    /** A file of any format that the JDK reads, as our picture. */
    public static Image image(byte[] file) {
        return AwtPicture.image(decoded(file));
    }

    private static byte[] jpeg(BufferedImage image, double quality) {
        return written(image, "jpeg", Math.min(Math.max(quality, 1), BEST) / BEST);
    }

    private static byte[] written(BufferedImage image, String format, Double quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (quality != null) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(quality.floatValue());
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the picture could not be written as " + format + ": " + e.getMessage(), "take another format", e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
