package mezzotint.core.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import mezzotint.backend.Backend;
import mezzotint.control.Conditioner;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.diffusion.StepHook;
import mezzotint.graph.Optimizer;
import mezzotint.image.PostProcessor;
import mezzotint.model.Models;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.studio.Settings;
import mezzotint.studio.Uploads;
import mezzotint.text.PromptParser;
import mezzotint.text.TextEncoder;

/** Turns what a user set into a whole request: names become ids, what is unset becomes a default. */
public final class RequestReader {

    /** Sizes of all models are multiples of this many pixels. */
    private static final int GRID = 8;
    /** Of a prompt: far more than an encoder takes, and little enough for any parser. */
    private static final int MOST_CHARACTERS = 50_000;
    public static final String AUTOMATIC = "automatic";
    public static final List<String> LISTS = List.of("optimizers", "watchers", "image", "controls", "finish");

    private final Plugins plugins;
    private final Models models;
    private final Uploads uploads;
    private final Map<String, Object> given;

    private RequestReader(Plugins plugins, Models models, Uploads uploads, Map<String, Object> given) {
        this.plugins = plugins;
        this.models = models;
        this.uploads = uploads;
        this.given = given;
    }

    public static Request read(Map<String, Object> given, Plugins plugins, Models models, Uploads uploads) {
        return new RequestReader(plugins, models, uploads, given).read();
    }

    private Request read() {
        Models.Card card = models.find(model());
        Settings set = settings(card);
        checkLength("prompt", set.prompt());
        checkLength("negative", set.negative());
        checkSize("width", set.width());
        checkSize("height", set.height());
        checkCount("seed", set.seed(), set.count());
        return new Request(
                card.name(),
                new Request.Words(set.prompt(), set.negative(), choice(PromptParser.class, "parser", set.parser()),
                        optional(TextEncoder.class, "encoder", set.encoder())),
                new Request.Canvas(set.width(), set.height(), set.count(), seed(set.seed())),
                walk(set),
                optional(Backend.class, "backend", set.backend()),
                choices(Optimizer.class, "optimizers"),
                choices(StepHook.class, "watchers"),
                image(),
                list("controls").stream().map(each -> steering(Conditioner.class, "controls", each)).toList(),
                choices(PostProcessor.class, "finish"));
    }

    private String model() {
        Object value = given.get("model");
        if (value != null && !(value instanceof String)) {
            throw Problem.invalid("model is " + value, "give its name");
        }
        return value == null ? "" : (String) value;
    }

    /** A schedule in the sampler's name counts more than one of its own, as in A1111. */
    private Request.Walk walk(Settings set) {
        SamplerName named = SamplerName.of(set.sampler(), plugins);
        Choice noise = choice(NoiseSource.class, "noise", set.noise());
        checkCount("variationSeed", noise.params().get("variationSeed"), set.count());
        return new Request.Walk(set.steps(), choice(Sampler.class, "sampler", named.sampler()), schedule(named.schedule().orElse(set.schedule())),
                guidance(set), noise);
    }

    /** The plain values: the workbench's defaults, over them the model's, over them the user's. */
    private Settings settings(Models.Card card) {
        var values = new HashMap<String, Object>(card.defaults());
        given.forEach((name, value) -> {
            if (!LISTS.contains(name)) {
                values.put(name, value instanceof Map<?, ?> m ? m.get("id") : value);
            }
        });
        values.put("model", card.name());
        return Parameters.read(Settings.class, values);
    }

    private static void checkLength(String name, String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw Problem.invalid(name + " has " + text.length() + " characters", "shorten it to " + MOST_CHARACTERS);
        }
    }

    private static void checkSize(String name, int value) {
        if (value % GRID != 0) {
            throw Problem.invalid(name + " is " + value, "take a multiple of " + GRID + ": "
                    + value / GRID * GRID + " or " + (value / GRID + 1) * GRID);
        }
    }

    /** The seeds of a batch count up, and those of its variation; none becomes negative by that. */
    private static void checkCount(String name, Object value, int count) {
        if (value instanceof Number first && first.longValue() > Long.MAX_VALUE - (count - 1)) {
            throw Problem.invalid(name + " is " + value + ", and that of the last of " + count + " pictures would have more than 63 bits",
                    "take at most " + (Long.MAX_VALUE - (count - 1)));
        }
    }

    private static long seed(long seed) {
        return seed == -1 ? ThreadLocalRandom.current().nextLong(1L << 32) : seed;
    }

    /** Automatic stays as it is until the sampler is in use, and can be asked. */
    private Choice schedule(String name) {
        return name.equalsIgnoreCase(AUTOMATIC) ? Choice.of(AUTOMATIC) : choice(Schedule.class, "schedule", name);
    }

    private Choice guidance(Settings set) {
        Plugins.Entry entry = plugins.find(Guidance.class, set.guidance());
        var params = new HashMap<String, Object>();
        for (var part : entry.params().getRecordComponents()) {
            if (part.getName().equals("scale")) {
                params.put("scale", set.cfg());
            }
        }
        params.putAll(choice(Guidance.class, "guidance", set.guidance()).params());
        return new Choice(entry.id(), params);
    }

    private Choice optional(Class<?> hook, String field, String name) {
        return name.isEmpty() ? Choice.of("") : choice(hook, field, name);
    }

    private Choice choice(Class<?> hook, String field, String name) {
        return choice(hook, name, given.get(field));
    }

    private Choice choice(Class<?> hook, String name, Object value) {
        Plugins.Entry entry = plugins.find(hook, name);
        var params = new HashMap<String, Object>(entry.setBy(name));
        if (value instanceof Map<?, ?> m && m.get("params") instanceof Map<?, ?> set) {
            set.forEach((k, v) -> params.put(String.valueOf(k), v));
        }
        Parameters.read(entry.params(), params);
        return new Choice(entry.id(), params);
    }

    private List<?> list(String field) {
        Object value = given.getOrDefault(field, List.of());
        if (!(value instanceof List<?> list)) {
            throw Problem.invalid(field + " is " + value, "give a list of plugins");
        }
        return list;
    }

    /** A plugin that works from pictures, which must be there. */
    private Choice steering(Class<?> hook, String field, Object value) {
        Choice choice = named(hook, field, value);
        choice.params().values().stream().filter(v -> v instanceof String s && s.startsWith(Uploads.PREFIX)).forEach(v -> uploads.file((String) v));
        return choice;
    }

    /** What a text, or an object of id and params, says of a plugin. */
    private Choice named(Class<?> hook, String field, Object value) {
        if (!(value instanceof String) && !(value instanceof Map<?, ?> m && m.get("id") instanceof String)) {
            throw Problem.invalid(field + " is " + value, "name a plugin, or give an object of id and params");
        }
        return choice(hook, value instanceof Map<?, ?> m ? (String) m.get("id") : (String) value, value);
    }

    private Choice image() {
        Object value = given.getOrDefault("image", "");
        return "".equals(value) ? Choice.of("") : steering(ImageToImage.class, "image", value);
    }

    private List<Choice> choices(Class<?> hook, String field) {
        return list(field).stream().map(each -> named(hook, field, each)).toList();
    }
}
