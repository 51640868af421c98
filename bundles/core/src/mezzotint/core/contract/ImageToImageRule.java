package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.fault.Limits;
import mezzotint.image.Image;

/** A start of the latent's shape, at levels that a walk can follow; a step at least; a picture that is not endless. */
final class ImageToImageRule extends HookContract<Object> {

    ImageToImageRule() {
        super(ImageToImage.class, Limits::network, false, Object.class);
    }

    @Override
    Optional<Violation> check(Call call, Object answer) {
        if (answer instanceof Integer steps) {
            return steps >= 1 ? Optional.empty() : Violation.number("asks a schedule for " + steps + " steps");
        }
        if (answer instanceof Image picture) {
            return PictureRule.endless(picture);
        }
        return answer instanceof ImageToImage.Start start ? start(call.arg(0), start) : Optional.empty();
    }

    private static Optional<Violation> start(GenerationContext context, ImageToImage.Start start) {
        int factor = context.latents().factor();
        int[] shape = {context.count(), context.latents().channels(), context.height() / factor, context.width() / factor};
        return Values.tensor(start.x(), shape).or(() -> start.sigmas() == null ? Violation.nothing() : Values.levels(start.sigmas()));
    }
}
