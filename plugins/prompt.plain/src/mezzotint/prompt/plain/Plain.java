package mezzotint.prompt.plain;

import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;
import org.osgi.service.component.annotations.Component;

/** No notation: the text is the text, as the pipelines of diffusers read it. */
@Component
@Plugin(id = "plain", label = "Plain words", aliases = "diffusers", source = "https://huggingface.co/docs/diffusers/using-diffusers/write_own_pipeline")
public final class Plain implements PromptParser<None> {

    @Override
    public PromptSchedule parse(String text, boolean wanted, int calls, None params) {
        return PromptSchedule.of(Prompt.plain(text));
    }
}
