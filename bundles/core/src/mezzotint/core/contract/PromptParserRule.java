package mezzotint.core.contract;

import java.util.List;
import java.util.Optional;
import mezzotint.fault.Limits;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;

/** Texts with weights that are numbers. */
final class PromptParserRule extends HookContract<Prompt> {

    PromptParserRule() {
        super(PromptParser.class, Limits::others, false, Prompt.class);
    }

    @Override
    Optional<Violation> check(Call call, Prompt prompt) {
        List<Prompt.Part> parts = prompt.sections().stream().flatMap(List::stream).toList();
        return parts.stream().anyMatch(part -> part.text() == null) ? Violation.nothing()
                : parts.stream().filter(part -> !Double.isFinite(part.weight())).findFirst()
                        .flatMap(part -> Violation.number("gave \"" + part.text() + "\" a weight that is no number"));
    }
}
