package mezzotint.prompt.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.text.Prompt;
import mezzotint.text.Prompt.Part;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;
import org.osgi.service.component.annotations.Component;

/**
 * The notation of AUTOMATIC1111: {@code (more)}, {@code [less]}, {@code (exactly:1.3)}, {@code BREAK} between sections, {@code <lora:name:1>},
 * {@code [from:to:when]}, {@code [by|turns]}, and {@code AND} between prompts that are combined.
 */
@Component
@Plugin(id = "weights", label = "Weighted words", aliases = {"a1111", "emphasis"},
        source = "https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features#attentionemphasis")
public final class Weights implements PromptParser<Weights.Params> {

    /** What becomes of {@code <lora:name:1>} and its like where they cannot be used. */
    public enum Networks {
        /** The prompt is refused. */
        REFUSE,
        /** They are taken out, and said to be. */
        LEAVE_OUT
    }

    public record Params(
            @Param(label = "Read weights", help = "Off: all of the prompt is words.", infotext = {"Emphasis", "false=None"}) boolean read,
            @Param(label = "Extra networks", help = "What becomes of <lora:name:1> where it cannot be used.") Networks networks) {

        public Params() {
            this(true, Networks.REFUSE);
        }
    }

    private static final int SHOWN = 60;

    @Override
    public PromptSchedule parse(String text, boolean wanted, int calls, Params params) {
        if (!params.read()) {
            return PromptSchedule.of(Prompt.plain(text));
        }
        ExtraNetworks networks = ExtraNetworks.in(text);
        List<Combination> combined = wanted ? Combination.in(networks.text()) : List.of(new Combination(networks.text(), 1));
        return new PromptSchedule(combined.stream().map(each -> part(each, calls)).toList(),
                networks.tags().stream().map(tag -> tag.extra(params.networks() == Networks.LEAVE_OUT)).toList());
    }

    /** Texts that come again, as in an alternation, are read once. */
    private static PromptSchedule.Part part(Combination combined, int calls) {
        var known = new HashMap<String, Prompt>();
        var scenes = new ArrayList<PromptSchedule.Scene>();
        Timeline.of(combined.text(), calls).forEach((until, text) ->
                scenes.add(new PromptSchedule.Scene(until, known.computeIfAbsent(text, t -> new Prompt(sections(Attention.parse(t)))))));
        return new PromptSchedule.Part(combined.weight(), scenes);
    }

    private static List<List<Part>> sections(List<Part> parts) {
        var sections = new ArrayList<List<Part>>(List.of(new ArrayList<>()));
        for (Part part : parts) {
            if (part.equals(Attention.BREAK)) {
                sections.add(new ArrayList<>());
            } else {
                sections.get(sections.size() - 1).add(part);
            }
        }
        return sections;
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "..";
    }
}
