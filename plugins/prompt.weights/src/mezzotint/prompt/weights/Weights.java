package mezzotint.prompt.weights;

import java.util.ArrayList;
import java.util.List;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import mezzotint.text.Prompt;
import mezzotint.text.Prompt.Part;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;
import org.osgi.service.component.annotations.Component;

/**
 * The notation of AUTOMATIC1111: {@code (more)}, {@code [less]}, {@code (exactly:1.3)}, {@code BREAK} between sections, and extra networks. What
 * else it knows is refused by name, since nothing does it yet: editing, alternation and {@code AND}.
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

    private static final String AND = "AND";
    private static final int SHOWN = 60;

    @Override
    public PromptSchedule parse(String text, boolean wanted, int calls, Params params) {
        if (!params.read()) {
            return PromptSchedule.of(Prompt.plain(text));
        }
        ExtraNetworks networks = ExtraNetworks.in(text);
        refuseWhatChanges(networks.text());
        return new PromptSchedule(PromptSchedule.of(new Prompt(sections(Attention.parse(networks.text())))).parts(),
                networks.tags().stream().map(tag -> tag.extra(params.networks() == Networks.LEAVE_OUT)).toList());
    }

    private static void refuseWhatChanges(String text) {
        if (Characters.indexOfWord(AND, text, 0) >= 0) {
            throw missing("combines prompts with AND", "promptparser with AND", "write \"and\"");
        }
        Editing.in(text).ifPresent(bracket -> {
            throw missing("changes the prompt between steps, as " + shortened(bracket) + " asks", "promptparser with prompt editing",
                    "write \\[ for a bracket that is meant as one");
        });
    }

    private static Problem missing(String words, String hook, String instead) {
        return new Problem(Problem.Kind.UNSUPPORTED, "no plugin " + words, instead + ", or install one that provides " + hook);
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
