package mezzotint.libs.webp;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import mezzotint.plugin.Problem;

/** Reads and writes pictures in WebP (RFC 9649), by libwebp. */
public final class WebP {

    private static final double BEST = 100;

    private WebP() {}

    /** @throws Problem of kind {@code INVALID} if the file is damaged; of kind {@code UNSUPPORTED} if libwebp does not run on this machine */
    public static BufferedImage read(byte[] file) {
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = new WebPImageReaderSpi().createReaderInstance();
            reader.setInput(stream);
            BufferedImage picture = reader.read(0);
            reader.dispose();
            return picture;
        } catch (IOException | RuntimeException e) {
            throw new Problem(Problem.Kind.INVALID, "the WebP file is damaged: " + e.getMessage(), "take an undamaged copy of it", e);
        } catch (LinkageError e) {
            throw unsupported(e);
        }
    }

    /**
     * The picture as a lossy file.
     *
     * @param quality from 0 to 100
     * @throws Problem of kind {@code UNSUPPORTED} if libwebp does not run on this machine
     */
    public static byte[] write(BufferedImage picture, double quality) {
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriter writer = new WebPImageWriterSpi().createWriterInstance();
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(how.getCompressionTypes()[WebPWriteParam.LOSSY_COMPRESSION]);
            how.setCompressionQuality((float) (Math.min(Math.max(quality, 0), BEST) / BEST));
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), how);
            writer.dispose();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the picture could not be written as WebP: " + e.getMessage(), "take PNG", e);
        } catch (LinkageError e) {
            throw unsupported(e);
        }
        return out.toByteArray();
    }

    private static Problem unsupported(LinkageError e) {
        return new Problem(Problem.Kind.UNSUPPORTED, "libwebp does not run on this machine: " + e.getMessage(), "take PNG or JPEG", e);
    }
}
