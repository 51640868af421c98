package mezzotint.test.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Tells pictures apart by what they show, whatever else their files hold. */
public final class Pixels {

    private Pixels() {}

    /** A digest of the first picture that an answer of {@code /sdapi/v1} holds. */
    public static int of(Api.Answer answer) {
        assertEquals(200, answer.status(), answer.toString());
        byte[] file = Base64.getDecoder().decode(answer.object().getAsJsonArray("images").get(0).getAsString());
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
            return Arrays.hashCode(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
