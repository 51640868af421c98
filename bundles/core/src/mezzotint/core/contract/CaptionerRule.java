package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.fault.Limits;
import mezzotint.image.Caption;
import mezzotint.image.Captioner;

/** A text, and tags with scores from 0 to 1. */
final class CaptionerRule extends HookContract<Caption> {

    CaptionerRule() {
        super(Captioner.class, Limits::network, true, Caption.class);
    }

    @Override
    Optional<Violation> check(Call call, Caption caption) {
        return caption.tags().stream().allMatch(tag -> tag.score() >= 0 && tag.score() <= 1) ? Optional.empty()
                : Violation.number("gave a tag a score that is not between 0 and 1");
    }
}
