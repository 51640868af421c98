package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.fault.Limits;

/** A start of the latent'\''s shape, at levels that a walk can follow. */
final class ImageToImageRule extends HookContract<ImageToImage.Start> {

    ImageToImageRule() {
        super(ImageToImage.class, Limits::network, false, ImageToImage.Start.class);
    }

    @Override
    Optional<Violation> check(Call call, ImageToImage.Start start) {
        return Values.tensor(start.x(), call.<GenerationContext>arg(1).noise().shape())
                .or(() -> start.sigmas() == null ? Violation.nothing() : Values.levels(start.sigmas()));
    }
}
