package mezzotint.image.start;

import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.control.Strength;
import mezzotint.image.Image;
import mezzotint.libs.pixels.ColorCorrection;
import mezzotint.libs.pixels.Fitting;
import mezzotint.libs.pixels.LatentResize;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Walks from a picture under noise. As AUTOMATIC1111 does it, it begins at the mean of what the encoder says of the picture; as diffusers does it,
 * at a sample, which is drawn before the noise. SDEdit, Meng et al. (2022).
 */
@Component
@Plugin(id = "start", label = "Image to image", aliases = {"img2img", "image2image"}, source = "https://arxiv.org/abs/2108.01073")
public final class StartAtPicture implements ImageToImage<StartAtPicture.Params> {

    public record Params(
            @Param(label = "Picture", help = "What it begins at.") String picture,
            @Param(label = "Denoising strength", help = "Higher leaves less of the picture.", min = 0, max = 1, step = 0.01) double strength,
            @Param(label = "Resize", help = "How the picture is brought to the size of the new one.") Fitting resize,
            @Param(label = "Noise multiplier", help = "Higher changes more, and more coarsely.", min = 0, max = 2, step = 0.01,
                    infotext = "Noise multiplier") double noise,
            @Param(label = "Extra noise", help = "Higher adds more detail.", min = 0, max = 1, step = 0.01, infotext = "Extra noise") double extra,
            @Param(label = "Exact steps", help = "Walks as many steps as are asked for, whatever the strength.") boolean exact,
            @Param(label = "Color correction", help = "Gives the new picture the colours of the old one.") boolean correction,
            @Param(label = "Counted as by", help = "Whose steps and noise it takes.") Strength.Counting from) {

        public Params() {
            this("", 0.75, Fitting.JUST, 1, 0, false, false, Strength.Counting.A1111);
        }

        private Strength part() {
            return new Strength(strength, exact, from);
        }
    }

    @Override
    public int steps(int asked, Params params) {
        if (params.picture().isEmpty()) {
            throw Problem.invalid("image has no picture", "upload one, and give its name as the parameter picture");
        }
        return params.part().schedule(asked);
    }

    @Override
    public Start begin(GenerationContext context, Params params) {
        double[] left = params.part().left(context.sigmas(), context.steps());
        Tensor picture = latent(context, params);
        double spread = params.noise() * (left[0] + params.extra());
        return new Start(picture.plus(context.noise().next().times(spread)), left);
    }

    @Override
    public Image finish(Image made, GenerationContext context, Params params) {
        if (!params.correction()) {
            return made;
        }
        return ColorCorrection.apply(made, params.resize().fit(context.picture(params.picture()), context.width(), context.height()));
    }

    private static Tensor latent(GenerationContext context, Params params) {
        Image picture = context.picture(params.picture());
        if (params.resize() == Fitting.LATENT) {
            int factor = context.latents().factor();
            return LatentResize.bilinear(context.encode(whole(picture, factor)), context.height() / factor, context.width() / factor);
        }
        Image fitting = params.resize().fit(picture, context.width(), context.height());
        return params.from() == Strength.Counting.DIFFUSERS ? context.sample(fitting) : context.encode(fitting);
    }

    /** Without the pixels at its right and lower edges that make no whole cell. */
    private static Image whole(Image picture, int factor) {
        int width = Math.max(picture.width() / factor, 1) * factor;
        int height = Math.max(picture.height() / factor, 1) * factor;
        return Image.paint(width, height, picture::rgb);
    }
}
