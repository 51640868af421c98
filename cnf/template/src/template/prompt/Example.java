package template.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.text.Prompt;
import mezzotint.text.Prompt.Part;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;
import org.osgi.service.component.annotations.Component;

/** The notation of Compel: {@code cat++} weighs more, {@code dog-} less. */
@Component
@Plugin(id = "example", label = "Example", source = "https://github.com/damian0815/compel")
public final class Example implements PromptParser<Example.Params> {

    /** Each word is tried once: a user decides how long it is. */
    private static final Pattern WORD = Pattern.compile("(?<!\\p{L})(\\p{L}++)(\\++|-+)(?!\\S)");

    public record Params(
            @Param(label = "Weight of a sign", help = "How much a plus adds, and a minus takes.", min = 1, max = 2, step = 0.05) double factor) {

        public Params() {
            this(1.1);
        }
    }

    @Override
    public PromptSchedule parse(String text, boolean wanted, int calls, Params params) {
        var parts = new ArrayList<Part>();
        Matcher words = WORD.matcher(text);
        int done = 0;
        while (words.find()) {
            add(parts, text.substring(done, words.start()), 1);
            int signs = words.group(2).startsWith("+") ? words.group(2).length() : -words.group(2).length();
            add(parts, words.group(1), Math.min(Prompt.MOST_WEIGHT, Math.pow(params.factor(), signs)));
            done = words.end();
        }
        add(parts, text.substring(done), 1);
        return PromptSchedule.of(parts.isEmpty() ? Prompt.plain("") : new Prompt(List.of(parts)));
    }

    private static void add(List<Part> parts, String text, double weight) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, weight));
        }
    }
}
