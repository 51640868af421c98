package template.image;

import java.util.Arrays;
import java.util.Collections;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Denoiser;
import mezzotint.image.Image;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Walks from a picture under noise, and keeps what a mask leaves black. SDEdit, Meng et al. (2022). */
@Component
@Plugin(id = "example", label = "Example", source = "https://arxiv.org/abs/2108.01073")
public final class Example implements ImageToImage<Example.Params> {

    public record Params(
            @Param(label = "Picture", help = "What it begins at.") String picture,
            @Param(label = "Strength", help = "Higher leaves less of the picture.", min = 0, max = 1, step = 0.05) double strength,
            @Param(label = "Mask", help = "White is painted anew; empty paints all.") String mask) {

        public Params() {
            this("", 0.75, "");
        }
    }

    @Override
    public Start begin(double[] sigmas, GenerationContext context, Params params) {
        int steps = sigmas.length - 1;
        int first = steps - 1 - (int) (Math.min(params.strength(), 0.999) * steps);
        double[] left = Arrays.copyOfRange(sigmas, first, sigmas.length);
        return new Start(latent(context, params).plus(context.noise().times(left[0])), left);
    }

    @Override
    public Denoiser hold(Denoiser denoiser, GenerationContext context, Params params) {
        if (params.mask().isEmpty()) {
            return denoiser;
        }
        Tensor kept = latent(context, params);
        Tensor mask = cells(resized(context.picture(params.mask()), kept.size(3), kept.size(2)), kept.shape());
        return (x, sigma) -> denoiser.denoise(x, sigma).minus(kept).zip(mask, (change, part) -> change * part).plus(kept);
    }

    /** The picture in its latent space, once for each picture of the batch. */
    private static Tensor latent(GenerationContext context, Params params) {
        Tensor one = context.encode(resized(context.picture(params.picture()), context.width(), context.height()));
        return Tensor.concat(Collections.nCopies(context.noise().size(0), one));
    }

    private static Image resized(Image picture, int width, int height) {
        return Image.paint(width, height, (x, y) -> picture.rgb((2 * x + 1) * picture.width() / (2 * width), (2 * y + 1) * picture.height() / (2 * height)));
    }

    /** The mask's brightness from 0 to 1 in each channel of the latent. */
    private static Tensor cells(Image mask, int... shape) {
        float[] out = new float[shape[0] * shape[1] * shape[2] * shape[3]];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) mask.luma(i % shape[3], i / shape[3] % shape[2]) / 255;
        }
        return Tensor.of(out, shape);
    }
}
