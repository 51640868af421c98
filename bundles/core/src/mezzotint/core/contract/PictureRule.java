package mezzotint.core.contract;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import mezzotint.fault.Limits;
import mezzotint.image.Image;

/** A picture that is not endless. */
final class PictureRule extends HookContract<Image> {

    /** Pixels: the longest side that can be asked for, four times enlarged. */
    private static final int LONGEST_SIDE = 16_384;

    PictureRule(Class<?> type, ToDoubleFunction<Limits> limit) {
        super(type, limit, true, Image.class);
    }

    @Override
    Optional<Violation> check(Call call, Image picture) {
        return endless(picture);
    }

    /** That a picture is larger than any that can be asked for. */
    static Optional<Violation> endless(Image picture) {
        return Math.max(picture.width(), picture.height()) <= LONGEST_SIDE ? Optional.empty() : Violation.shape(
                "gave a picture of " + picture.width() + "x" + picture.height() + ", of which no side may be over " + LONGEST_SIDE);
    }
}
