package mezzotint.rest.sdapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.libs.infotext.GenerationParameters;
import mezzotint.libs.infotext.Reading;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;

/** What was read of a picture or a text, as settings of a request to make it again. */
final class Recall {

    /** A fact that is not among the settings, and why. */
    record Left(String name, Object value, String reason) {}

    /** Digits of the short form of a hash. */
    private static final int HASH = 8;
    private static final String NOTHING_READS_IT = "nothing here reads it";
    private static final Map<String, String> WHOLE = Map.of("Steps", "steps", "Seed", "seed", "Size-1", "width", "Size-2", "height");
    /** Told by other facts, or of no use for a request. */
    private static final Set<String> UNUSED = Set.of("Version", "App", "Size", "Schedule type", "Emphasis", "Variation seed", "Batch",
            "Seed resize from-1", "Seed resize from-2", "Variation seed strength", "ENSD", "RNG");

    private final Plugins plugins;
    private final Models models;
    private final Map<String, Object> facts;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<Left> left = new ArrayList<>();

    Recall(Reading reading, Plugins plugins, Models models) {
        this.plugins = plugins;
        this.models = models;
        this.facts = reading.facts();
        facts.forEach(this::read);
        noise();
    }

    Map<String, Object> settings() {
        return settings;
    }

    List<Left> left() {
        return left;
    }

    private void read(String name, Object value) {
        String text = String.valueOf(value).strip();
        switch (name) {
            case "Prompt" -> settings.put("prompt", text);
            case "Negative prompt" -> settings.put("negative", text);
            case "Steps", "Seed", "Size-1", "Size-2" -> number(name, WHOLE.get(name), text, "\\d{1,18}");
            case "CFG scale" -> number(name, "cfg", text, "\\d{1,9}(\\.\\d{0,18})?");
            case "Sampler" -> sampler(text);
            case "Model", "Model hash" -> model();
            case "Clip skip", "CLiP-skip" -> skip(name, text);
            default -> {
                if (!UNUSED.contains(name) && !GenerationParameters.isImplied(name, value)) {
                    left.add(new Left(name, value, NOTHING_READS_IT));
                }
            }
        }
    }

    private void number(String name, String setting, String text, String form) {
        if (!text.matches(form)) {
            left.add(new Left(name, text, "it is no number that fits"));
        } else if (form.contains("\\.")) {
            settings.put(setting, Double.valueOf(text));
        } else {
            settings.put(setting, Long.valueOf(text));
        }
    }

    private void sampler(String name) {
        String schedule = String.valueOf(facts.getOrDefault("Schedule type", ""));
        var samplers = new Samplers(plugins);
        Optional<Samplers.Pair> pair = samplers.find(name, schedule);
        pair.flatMap(found -> samplers.plugin("sampler", found.sampler())).ifPresentOrElse(
                entry -> settings.put("sampler", entry.id()), () -> left.add(new Left("Sampler", name, "no sampler is called so")));
        String wanted = pair.map(Samplers.Pair::schedule).orElse(schedule);
        if (wanted.isEmpty() || wanted.equalsIgnoreCase(Samplers.AUTOMATIC)) {
            settings.put("schedule", Samplers.AUTOMATIC);
        } else {
            samplers.plugin("schedule", wanted).ifPresentOrElse(
                    entry -> settings.put("schedule", entry.id()), () -> left.add(new Left("Schedule type", wanted, "no schedule is called so")));
        }
    }

    /** By its hash where that is known here, else by its name; either fact brings both. */
    private void model() {
        if (settings.containsKey("model") || left.stream().anyMatch(l -> l.name().startsWith("Model"))) {
            return;
        }
        String hash = String.valueOf(facts.getOrDefault("Model hash", ""));
        String title = String.valueOf(facts.getOrDefault("Model", ""));
        Optional<Models.Card> same = models.list().stream()
                .filter(card -> hash.length() >= HASH && models.knownSha256(card).filter(sum -> sum.startsWith(hash)).isPresent()).findFirst();
        if (same.isEmpty() && title.isEmpty()) {
            left.add(new Left("Model hash", hash, "no model here is known to have it"));
            return;
        }
        try {
            settings.put("model", same.isPresent() ? same.get().name() : Checkpoints.find(models, title).name());
        } catch (Problem e) {
            left.add(new Left("Model", title, e.getMessage()));
        }
    }

    private void skip(String name, String layers) {
        if (layers.matches("[01](\\.0)?")) {
            return;
        }
        Optional<Plugins.Entry> encoder = plugins.list().stream()
                .filter(e -> e.on() && e.hook().equals("textencoder") && Translation.parts(e).contains("skip")).findFirst();
        if (encoder.isPresent() && layers.matches("\\d{1,2}")) {
            settings.put("encoder", Map.of("id", encoder.get().id(), "params", Map.of("skip", Long.valueOf(layers))));
        } else {
            left.add(new Left(name, layers, NOTHING_READS_IT));
        }
    }

    /** The generator that the text means, and how it varies the seed, where ours can. */
    private void noise() {
        String generator = String.valueOf(facts.getOrDefault("RNG", ""));
        if (generator.isEmpty()) {
            return;
        }
        Optional<Plugins.Entry> entry = new Samplers(plugins).plugin("noisesource", generator);
        var params = new HashMap<String, Object>();
        Set<String> parts = entry.map(Translation::parts).orElse(Set.of());
        vary("Variation seed", "variationSeed", parts, params);
        vary("Variation seed strength", "variationStrength", parts, params);
        vary("Seed resize from-1", "fromWidth", parts, params);
        vary("Seed resize from-2", "fromHeight", parts, params);
        vary("ENSD", "etaSeedDelta", parts, params);
        entry.ifPresentOrElse(e -> settings.put("noise", params.isEmpty() ? e.id() : Map.of("id", e.id(), "params", params)),
                () -> left.add(new Left("RNG", generator, "no source of noise is called so")));
    }

    private void vary(String name, String param, Set<String> parts, Map<String, Object> params) {
        String text = String.valueOf(facts.getOrDefault(name, "0"));
        boolean number = text.matches("\\d{1,15}(\\.\\d{0,15})?");
        if (number && Double.parseDouble(text) == 0) {
            return;
        }
        if (number && parts.contains(param)) {
            params.put(param, text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text));
        } else {
            left.add(new Left(name, text, NOTHING_READS_IT));
        }
    }
}
