package mezzotint.sdapi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.libs.infotext.ParamFacts;
import mezzotint.libs.infotext.SamplerLookup;
import mezzotint.model.Models;
import mezzotint.plugin.Alias;
import mezzotint.plugin.Plugins;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Fields;
import mezzotint.studio.Settings;
import mezzotint.text.PromptParser;

/** The fields of a request as settings of the studio. */
public final class Translation {

    /** AUTOMATIC1111 rounds sizes down to the cells of the latent. */
    private static final int CELL = 8;
    /** The fields that a model may have a better default for, with the setting that holds it. */
    private static final Map<String, String> MODELS_OWN = Map.of("width", "width", "height", "height", "steps", "steps", "cfg_scale", "cfg");
    private static final Map<String, String> SAMPLER_PARAMS = Map.of(
            "eta", "eta", "s_churn", "churn", "s_tmin", "tmin", "s_tmax", "tmax", "s_noise", "noise");
    private static final Map<String, String> UNIPC_PARAMS = Map.of("uni_pc_variant", "variant", "uni_pc_order", "order");
    /** The options that the text encoder has a parameter for. */
    private static final Map<String, String> ENCODER_PARAMS = Map.of("CLIP_stop_at_last_layers", "skip", "emphasis", "emphasis", "comma_padding_backtrack", "backtrack");
    private static final String NOISE_MULTIPLIER = "initial_noise_multiplier";
    /** Above any noise level: no limit. */
    private static final double MOST_SIGMA = 1e6;

    private final Fields fields;
    private final Map<String, Object> options;
    private final Plugins plugins;
    private final Models.Card card;
    private final SamplerLookup samplers;
    private final List<String> notes;

    /**
     * @param options all of them, checked
     * @param notes takes in what was understood otherwise than it was said
     */
    Translation(Fields fields, Map<String, Object> options, Plugins plugins, Models models, List<String> notes) {
        this.fields = fields;
        this.options = options;
        this.plugins = plugins;
        this.card = Checkpoints.find(models, String.valueOf(options.getOrDefault(Options.MODEL, "")));
        this.samplers = new SamplerLookup(plugins);
        this.notes = notes;
    }

    /**
     * Decides what was not sent, and says all of it as settings, but for the seed and what {@link Features} pass on.
     *
     * @throws ErrorReply if there is no sampler at all
     */
    Map<String, Object> settings() {
        MODELS_OWN.forEach((field, setting) -> {
            if (!fields.wasSent(field) && card.defaults().containsKey(setting)) {
                fields.decide(field, card.defaults().get(setting));
            }
        });
        if (fields.get("init_images") != null && !fields.wasSent(NOISE_MULTIPLIER) && Options.isSet(NOISE_MULTIPLIER, options)) {
            fields.decide(NOISE_MULTIPLIER, options.get(NOISE_MULTIPLIER));
        }
        var settings = new LinkedHashMap<String, Object>();
        settings.put("model", card.name());
        settings.put("prompt", fields.text("prompt"));
        settings.put("negative", fields.text("negative_prompt"));
        settings.put("width", fields.whole("width") / CELL * CELL);
        settings.put("height", fields.whole("height") / CELL * CELL);
        settings.put("count", fields.whole("batch_size"));
        settings.put("steps", fields.whole("steps"));
        settings.put("cfg", fields.number("cfg_scale"));
        walk(settings);
        settings.put("noise", noise());
        parser().ifPresent(parser -> settings.put("parser", parser));
        encoder(settings);
        return settings;
    }

    private void walk(Map<String, Object> settings) {
        SamplerLookup.Pair pair = pair();
        Plugins.Entry entry = plugins.find(Sampler.class, pair.sampler());
        settings.put("sampler", Map.of("id", pair.sampler(), "params", params(entry, entry.setBy(pair.sampler()))));
        settings.put("schedule", pair.schedule());
        fields.decide("sampler_name", label(entry, pair.sampler()));
        fields.decide("scheduler", pair.schedule().equals(SamplerLookup.AUTOMATIC) ? "Automatic" : plugins.find(Schedule.class, pair.schedule()).label());
    }

    /** As AUTOMATIC1111 does, goes on with the usual sampler or schedule where one is named that there is not. */
    private SamplerLookup.Pair pair() {
        String name = named("sampler_name").isEmpty() && fields.wasSent("sampler_index") ? named("sampler_index") : named("sampler_name");
        boolean none = name.isEmpty();
        String usual = String.valueOf(card.defaults().getOrDefault("sampler", fields.text("sampler_index")));
        String usualSchedule = String.valueOf(card.defaults().getOrDefault("schedule", ""));
        String schedule = none && !fields.wasSent("scheduler") ? usualSchedule : schedule();
        String asked = none ? usual : name;
        return samplers.find(asked, schedule).orElseGet(() -> {
            String taken = samplers.plugin("sampler", usual).isPresent() ? usual : "Euler";
            notes.add("no sampler is called " + Fields.shown(asked) + ", so " + plugins.find(Sampler.class, taken).label() + " was taken");
            return samplers.find(taken, samplers.schedule(asked).orElse(schedule)).orElseThrow(() -> ErrorReply.http(400, "Sampler not found"));
        });
    }

    /** A sampler's name; empty where the model's own is meant. */
    private String named(String field) {
        return fields.named(field).equalsIgnoreCase("default") ? "" : fields.named(field);
    }

    private String schedule() {
        String schedule = fields.text("scheduler");
        if (SamplerLookup.isNoSchedule(schedule) || samplers.plugin("schedule", schedule).isPresent()) {
            return schedule;
        }
        notes.add("no schedule is called " + Fields.shown(schedule) + ", so the automatic one was taken");
        return SamplerLookup.AUTOMATIC;
    }

    /** The name by which the sampler is listed: that of an alias where it sets parameters. */
    private static String label(Plugins.Entry entry, String name) {
        Map<String, Object> set = entry.setBy(name);
        return set.isEmpty() ? entry.label()
                : entry.aliases().stream().map(Alias::of).filter(alias -> alias.params().equals(set)).findFirst().map(Alias::name).orElse(entry.label());
    }

    /** What the request sets of the sampler's parameters, else the options. */
    private Map<String, Object> params(Plugins.Entry entry, Map<String, Object> byName) {
        var params = new HashMap<String, Object>();
        SAMPLER_PARAMS.forEach((field, param) -> {
            if (ParamFacts.names(entry.params()).contains(param)) {
                String option = !field.equals("eta") ? field : entry.id().equals("ddim") ? "eta_ddim" : "eta_ancestral";
                if (fields.wasSent(field)) {
                    params.put(param, fields.number(field));
                } else if (Options.isSet(option, options)) {
                    params.put(param, options.get(option));
                }
            }
        });
        params.computeIfPresent("tmax", (name, value) -> ((Number) value).doubleValue() > MOST_SIGMA ? 0.0 : value);
        if (entry.id().equals("unipc")) {
            UNIPC_PARAMS.forEach((option, param) -> {
                if (Options.isSet(option, options) && !byName.containsKey(param)) {
                    params.put(param, options.get(option));
                }
            });
        }
        return params;
    }

    /** The generator, and how it varies the seed. */
    private Map<String, Object> noise() {
        Plugins.Entry entry = plugins.find(NoiseSource.class, String.valueOf(options.get("randn_source")));
        var params = new HashMap<String, Object>();
        if (fields.number("subseed_strength") > 0) {
            params.put("variationSeed", fields.whole("subseed"));
            params.put("variationStrength", fields.number("subseed_strength"));
        }
        if (fields.whole("seed_resize_from_w") > 0 && fields.whole("seed_resize_from_h") > 0) {
            params.put("fromWidth", fields.whole("seed_resize_from_w"));
            params.put("fromHeight", fields.whole("seed_resize_from_h"));
        }
        if (option("eta_noise_seed_delta") != 0) {
            params.put("etaSeedDelta", option("eta_noise_seed_delta"));
        }
        if (!ParamFacts.names(entry.params()).containsAll(params.keySet())) {
            throw Features.missing("noisesource with " + params.keySet().stream().sorted().toList(), "varies the noise of a seed so");
        }
        return Map.of("id", entry.id(), "params", params);
    }

    /** AUTOMATIC1111 goes on without an extra network that it does not have. */
    private Optional<Map<String, Object>> parser() {
        Plugins.Entry entry = plugins.find(PromptParser.class, String.valueOf(card.defaults().getOrDefault("parser", new Settings().parser())));
        return ParamFacts.names(entry.params()).contains("networks") ? Optional.of(Map.of("id", entry.id(), "params", Map.of("networks", "leave_out"))) : Optional.empty();
    }

    /** Clip skip, emphasis and the look back for a comma are parameters of an encoder that knows them. */
    private void encoder(Map<String, Object> settings) {
        var params = new TreeMap<String, Object>();
        ENCODER_PARAMS.forEach((option, param) -> {
            if (Options.isSet(option, options)) {
                params.put(param, options.get(option));
            }
        });
        if (!params.isEmpty()) {
            Plugins.Entry encoder = plugins.list().stream().filter(e -> e.on() && e.hook().equals("textencoder") && ParamFacts.names(e.params()).containsAll(params.keySet()))
                    .findFirst().orElseThrow(() -> Features.missing("textencoder with " + String.join(", ", params.keySet()), "reads a prompt so"));
            settings.put("encoder", Map.of("id", encoder.id(), "params", params));
        }
    }

    private long option(String name) {
        return (long) options.get(name);
    }

    Models.Card model() {
        return card;
    }
}
