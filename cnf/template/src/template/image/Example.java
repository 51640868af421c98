package template.image;

import java.util.Map;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.control.Strength;
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
    public Start begin(GenerationContext context, Params params) {
        double[] left = new Strength(params.strength(), false, Strength.Counting.A1111).left(context.sigmas(), context.steps());
        Tensor picture = context.encode(resized(context.picture(params.picture()), context.width(), context.height()));
        Tensor x = picture.plus(context.noise().next().times(left[0]));
        if (params.mask().isEmpty()) {
            return new Start(x, left);
        }
        Tensor mask = cells(resized(context.picture(params.mask()), picture.size(3), picture.size(2)), picture.shape());
        return new Start(x, left, Map.of(), Map.of("picture", picture, "mask", mask));
    }

    @Override
    public Denoiser hold(Denoiser denoiser, Start start, Params params) {
        if (params.mask().isEmpty()) {
            return denoiser;
        }
        Tensor kept = start.kept().get("picture");
        Tensor mask = start.kept().get("mask");
        return (x, sigma) -> denoiser.denoise(x, sigma).minus(kept).zip(mask, (change, part) -> change * part).plus(kept);
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
