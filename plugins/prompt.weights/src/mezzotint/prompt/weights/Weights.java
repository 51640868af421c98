package mezzotint.prompt.weights;

import java.util.ArrayList;
import java.util.List;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.text.Prompt;
import mezzotint.text.Prompt.Part;
import mezzotint.text.PromptParser;
import org.osgi.service.component.annotations.Component;

/** The notation of AUTOMATIC1111: {@code (more)}, {@code [less]}, {@code (exactly:1.3)}, and {@code BREAK} between sections. */
@Component
@Plugin(id = "weights", label = "Weighted words", aliases = {"a1111", "emphasis"},
        source = "https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features#attentionemphasis")
public final class Weights implements PromptParser<Weights.Params> {

    public record Params(
            @Param(label = "Read weights", help = "Off: brackets are words like others.", infotext = {"Emphasis", "false=None"}) boolean read) {

        public Params() {
            this(true);
        }
    }

    @Override
    public Prompt parse(String text, Params params) {
        if (!params.read()) {
            return Prompt.plain(text);
        }
        var sections = new ArrayList<List<Part>>(List.of(new ArrayList<>()));
        for (Part part : Attention.parse(text)) {
            if (part.equals(Attention.BREAK)) {
                sections.add(new ArrayList<>());
            } else {
                sections.get(sections.size() - 1).add(part);
            }
        }
        return new Prompt(sections);
    }
}
