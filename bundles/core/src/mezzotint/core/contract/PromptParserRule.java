package mezzotint.core.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import mezzotint.fault.Limits;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;

/** Texts for every call, with weights that are numbers. */
final class PromptParserRule extends HookContract<PromptSchedule> {

    PromptParserRule() {
        super(PromptParser.class, Limits::others, false, PromptSchedule.class);
    }

    @Override
    Optional<Violation> check(Call call, PromptSchedule schedule) {
        List<PromptSchedule.Scene> scenes = schedule.parts().stream().flatMap(part -> part.scenes().stream()).toList();
        List<Prompt.Part> texts = scenes.stream().flatMap(scene -> scene.prompt().sections().stream()).flatMap(List::stream).toList();
        if (schedule.parts().isEmpty() || schedule.parts().stream().anyMatch(part -> part.scenes().isEmpty()) || texts.stream()
                .anyMatch(part -> part.text() == null)) {
            return Violation.nothing();
        }
        if (!call.<Boolean>arg(1) && (schedule.parts().size() > 1 || schedule.parts().get(0).weight() != 1)) {
            return Violation.shape("gave " + schedule.parts().size() + " weighted prompts for what is unwanted");
        }
        return DoubleStream.concat(texts.stream().mapToDouble(Prompt.Part::weight), schedule.parts().stream().mapToDouble(PromptSchedule.Part::weight))
                .allMatch(Double::isFinite)
                ? Optional.empty() : Violation.number("gave a part of the prompt a weight that is no number");
    }
}
