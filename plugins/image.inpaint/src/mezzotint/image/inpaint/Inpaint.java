package mezzotint.image.inpaint;

import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.control.Strength;
import mezzotint.diffusion.Denoiser;
import mezzotint.image.Image;
import mezzotint.libs.pixels.ColorCorrection;
import mezzotint.libs.pixels.Fitting;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Component;

/**
 * Paints what a mask leaves white anew. At each step the denoiser's answer is held to the picture where the mask is black, and in the end the picture
 * itself is laid over what was made: as AUTOMATIC1111 does. diffusers holds the noisy latent too, which with samplers that add noise is another walk.
 */
@Component
@Plugin(id = "inpaint", label = "Inpaint", source = "https://arxiv.org/abs/2112.10752")
public final class Inpaint implements ImageToImage<Inpaint.Params> {

    /** What the latent is under the mask where the walk begins. */
    public enum Fill { AVERAGE, ORIGINAL, NOISE, NOTHING }

    public record Params(
            @Param(label = "Picture", help = "What it begins at.") String picture,
            @Param(label = "Mask", help = "White is painted anew, black is kept.") String mask,
            @Param(label = "Denoising strength", help = "Higher leaves less of what is under the mask.", min = 0, max = 1, step = 0.01) double strength,
            @Param(label = "Resize", help = "How picture and mask are brought to the size of the new picture.") Fitting resize,
            @Param(label = "Invert", help = "Paints what is black and keeps what is white.",
                    infotext = {"Mask mode", "true=Inpaint not masked", "false=Inpaint masked"}) boolean invert,
            @Param(label = "Mask blur", help = "Higher makes the edge of the mask softer.", min = 0, max = 64, unit = "px", infotext = "Mask blur") int blur,
            @Param(label = "Only masked", help = "Makes the masked part alone, in full resolution, and pastes it back.",
                    infotext = {"Inpaint area", "true=Only masked", "false=Whole picture"}) boolean only,
            @Param(label = "Padding", help = "Higher shows more around the mask where that part alone is made.", min = 0, max = 1024, unit = "px",
                    infotext = "Masked area padding") int padding,
            @Param(label = "Masked content", help = "What is under the mask where the walk begins.",
                    infotext = {"Masked content", "average=fill", "noise=latent noise", "nothing=latent nothing"}) Fill fill,
            @Param(label = "Whole cells", help = "Paints a cell of the latent wholly or not at all.") boolean round,
            @Param(label = "Noise multiplier", help = "Higher changes more, and more coarsely.", min = 0, max = 2, step = 0.01,
                    infotext = "Noise multiplier") double noise,
            @Param(label = "Extra noise", help = "Higher adds more detail.", min = 0, max = 1, step = 0.01, infotext = "Extra noise") double extra,
            @Param(label = "Exact steps", help = "Walks as many steps as are asked for, whatever the strength.") boolean exact,
            @Param(label = "Color correction", help = "Gives what is painted the colours of the picture.") boolean correction,
            @Param(label = "Counted as by", help = "Whose steps, mask and noise it takes.") Strength.Counting from) {

        public Params() {
            this("", "", 0.75, Fitting.JUST, false, 4, false, 32, Fill.ORIGINAL, true, 1, 0, false, false, Strength.Counting.A1111);
        }

        Strength part() {
            return new Strength(strength, exact, from);
        }
    }

    @Override
    public int steps(int asked, Params params) {
        require("picture", params.picture());
        require("mask", params.mask());
        if (params.resize() == Fitting.LATENT) {
            throw new Problem(Problem.Kind.UNSUPPORTED, "a latent is not resized under a mask", "choose just, crop or fill for resize");
        }
        return params.part().schedule(asked);
    }

    private static void require(String name, String value) {
        if (value.isEmpty()) {
            throw Problem.invalid("image has no " + name, "upload one, and give its name as the parameter " + name);
        }
    }

    @Override
    public Start begin(GenerationContext context, Params params) {
        double[] left = params.part().left(context.sigmas(), context.steps());
        MaskedPicture masked = MaskedPicture.of(context, params);
        boolean diffusers = params.from() == Strength.Counting.DIFFUSERS;
        return diffusers ? HeldLatent.diffusers(masked, left, context, params) : HeldLatent.a1111(masked, left, context, params);
    }

    @Override
    public Denoiser hold(Denoiser denoiser, Start start, Params params) {
        return HeldLatent.hold(denoiser, start);
    }

    @Override
    public Image finish(Image made, GenerationContext context, Params params) {
        MaskedPicture masked = MaskedPicture.of(context, params);
        return masked.finish(params.correction() ? ColorCorrection.apply(made, masked.filled(params)) : made);
    }
}
