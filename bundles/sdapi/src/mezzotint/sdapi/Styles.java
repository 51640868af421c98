package mezzotint.sdapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.plugin.Problem;
import mezzotint.sdapi.fields.Fields;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The prompt styles in {@code styles.csv} of the user's home, a file as A1111 has it: name, prompt, negative prompt. */
@Component(service = Styles.class)
public final class Styles {

    /** Words to be added to a prompt, or put around it where they hold {@code {prompt}}. */
    record Style(String name, String prompt, String negative) {}

    private static final Pattern CELL = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*+)\"|([^,\\n]*))(,|\\r?\\n|\\z)");
    private static final String PLACE = "{prompt}";

    private final Path file;

    @Activate
    public Styles(BundleContext context) {
        this.file = Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")).resolve("styles.csv");
    }

    /** Read at every look, so that an edited file needs no restart; empty where there is none. */
    List<Style> list() {
        try {
            return Files.exists(file) ? read(Files.readString(file).replaceFirst("^\ufeff", "")) : List.of();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, file + " cannot be read: " + e.getMessage(), "save it as CSV in UTF-8", e);
        }
    }

    /** The first line names the columns. */
    private static List<Style> read(String csv) {
        var styles = new ArrayList<Style>();
        var row = new ArrayList<String>();
        Matcher cell = CELL.matcher(csv);
        while (cell.find() && cell.start() < csv.length()) {
            row.add(cell.group(1) != null ? cell.group(1).replace("\"\"", "\"") : cell.group(2).stripTrailing());
            if (!cell.group(3).equals(",")) {
                row.addAll(List.of("", ""));
                styles.add(new Style(row.get(0), row.get(1), row.get(2)));
                row.clear();
            }
        }
        styles.removeIf(style -> style.name().isBlank() || style.name().equals("name"));
        return styles;
    }

    /**
     * Puts the styles that a request names into its prompts.
     *
     * @param notes takes in the names of those that there are not, which change nothing, as in AUTOMATIC1111
     */
    void apply(Fields fields, List<String> notes) {
        if (fields.list("styles").isEmpty()) {
            return;
        }
        List<Style> all = list();
        for (Object name : fields.list("styles")) {
            Optional<Style> style = all.stream().filter(s -> s.name().equals(name)).findFirst();
            style.ifPresent(found -> {
                fields.decide("prompt", merged(found.prompt(), fields.text("prompt")));
                fields.decide("negative_prompt", merged(found.negative(), fields.text("negative_prompt")));
            });
            if (style.isEmpty() && !Fields.isNothing(String.valueOf(name))) {
                notes.add("no style is called " + Fields.shown(name) + ", so it is ignored");
            }
        }
    }

    private static String merged(String style, String prompt) {
        if (style.contains(PLACE)) {
            return style.replace(PLACE, prompt);
        }
        return prompt.isBlank() || style.isBlank() ? prompt.strip() + style.strip() : prompt.strip() + ", " + style.strip();
    }
}
