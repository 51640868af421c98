package mezzotint.test.kit;

import java.util.Arrays;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.image.Image;
import mezzotint.plugin.Param;

/** Plugins that begin at a picture: one knows of no mask, the other shows in white where the mask is. */
public final class StartPlugins {

    private StartPlugins() {}

    public enum Resize { JUST, CROP, FILL }

    /** The picture under the noise of a level. */
    public static final class Begin implements ImageToImage<Begin.Params> {

        public record Params(@Param(label = "Picture") String picture, @Param(label = "Strength", min = 0, max = 1) double strength,
                @Param(label = "Resize") Resize resize) {

            public Params() {
                this("", 0.75, Resize.JUST);
            }
        }

        @Override
        public Start begin(GenerationContext context, Params params) {
            return start(context, params.strength(), resized(context.picture(params.picture()), context));
        }
    }

    /** The picture, white where the mask is. */
    public static final class Within implements ImageToImage<Within.Params> {

        public record Params(@Param(label = "Picture") String picture, @Param(label = "Mask") String mask,
                @Param(label = "Strength", min = 0, max = 1) double strength,
                @Param(label = "Mask blur", min = 0, max = 64, step = 1, unit = "px") int blur, @Param(label = "Only the masked part") boolean only) {

            public Params() {
                this("", "", 0.25, 4, false);
            }
        }

        @Override
        public Start begin(GenerationContext context, Params params) {
            Image picture = resized(context.picture(params.picture()), context);
            Image mask = resized(context.picture(params.mask()), context);
            return start(context, 0, Image.paint(picture.width(), picture.height(), (x, y) -> mask.luma(x, y) > 127 ? 0xffffff : picture.rgb(x, y)));
        }
    }

    private static ImageToImage.Start start(GenerationContext context, double strength, Image picture) {
        double[] sigmas = context.sigmas();
        double[] left = Arrays.copyOfRange(sigmas, sigmas.length - 2 - (int) (strength * (sigmas.length - 2)), sigmas.length);
        return new ImageToImage.Start(context.encode(picture).plus(context.noise().next().times(left[0])), left);
    }

    private static Image resized(Image picture, GenerationContext context) {
        int width = context.width();
        int height = context.height();
        return Image.paint(width, height, (x, y) -> picture.rgb(x * picture.width() / width, y * picture.height() / height));
    }
}
