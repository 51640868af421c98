package mezzotint.image.inpaint;

import java.util.Map;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage.Start;
import mezzotint.diffusion.Denoiser;
import mezzotint.tensor.Tensor;

/** The latent that a walk is held to where its mask is black: where it begins, and at each call of the denoiser. */
final class HeldLatent {

    private static final String PICTURE = "picture";
    private static final String MASK = "mask";
    private static final String NOISE = "noise";
    private static final String FIRST = "first";

    private HeldLatent() {}

    /** As AUTOMATIC1111: what is under the mask may be filled, and the answers alone are held. */
    static Start a1111(MaskedPicture masked, double[] left, GenerationContext context, Inpaint.Params params) {
        Tensor encoded = context.encode(masked.filled(params));
        Tensor mask = masked.mask().cells(params.round(), encoded.shape());
        Tensor noise = context.noise().next();
        Tensor begun = masked.above().isEmpty() ? encoded : switch (params.fill()) {
            case NOISE -> blend(encoded, noise, mask);
            case NOTHING -> blend(encoded, Tensor.zeros(encoded.shape()), mask);
            default -> encoded;
        };
        Tensor x = begun.plus(noise.times(params.noise() * (left[0] + params.extra())));
        return new Start(x, left, Map.of(), Map.of(PICTURE, begun, MASK, mask));
    }

    /**
     * As diffusers: begins at a sample, or at noise alone where all of the walk is left, and shows the network the picture under the noise of the
     * level where the mask is black. The sample of the masked picture, which a network of four channels has no use for, is drawn all the same.
     */
    static Start diffusers(MaskedPicture masked, double[] left, GenerationContext context, Inpaint.Params params) {
        Tensor picture = context.sample(masked.picture());
        Tensor noise = context.noise().next();
        context.noise().next();
        Tensor mask = masked.mask().corners(picture.shape());
        Tensor held = picture.plus(noise.times(left[0]));
        if (params.strength() < 1) {
            return new Start(held, left, Map.of(), Map.of(PICTURE, picture, MASK, mask, NOISE, noise));
        }
        Tensor first = noise.times(Math.sqrt(left[0] * left[0] + 1));
        return new Start(blend(held, first, mask), left, Map.of(), Map.of(PICTURE, picture, MASK, mask, NOISE, noise, FIRST, first));
    }

    static Denoiser hold(Denoiser denoiser, Start start) {
        Tensor picture = start.kept().get(PICTURE);
        Tensor mask = start.kept().get(MASK);
        Tensor noise = start.kept().get(NOISE);
        if (noise == null) {
            return (x, sigma) -> blend(picture, denoiser.denoise(x, sigma), mask);
        }
        return (x, sigma) -> {
            Tensor first = sigma == start.sigmas()[0] ? start.kept().get(FIRST) : null;
            Tensor shown = blend(first == null ? picture.plus(noise.times(sigma)) : first, x, mask);
            return blend(picture, denoiser.denoise(shown, sigma), mask);
        };
    }

    /** The first where the mask is 0, the second where it is 1. */
    private static Tensor blend(Tensor kept, Tensor painted, Tensor mask) {
        return painted.zip(mask, (value, part) -> value * part).plus(kept.zip(mask, (value, part) -> value * (1 - part)));
    }
}
