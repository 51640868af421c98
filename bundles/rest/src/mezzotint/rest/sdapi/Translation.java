package mezzotint.rest.sdapi;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;

/** The fields of a request as settings of the studio. */
final class Translation {

    /** AUTOMATIC1111 rounds sizes down to the cells of the latent. */
    private static final int CELL = 8;
    /** The fields that a model may have a better default for, with the setting that holds it. */
    private static final Map<String, String> MODELS_OWN = Map.of("width", "width", "height", "height", "steps", "steps", "cfg_scale", "cfg");
    private static final Map<String, String> SAMPLER_PARAMS = Map.of(
            "eta", "eta", "s_churn", "churn", "s_tmin", "tmin", "s_tmax", "tmax", "s_noise", "noise");

    private final Fields fields;
    private final Map<String, Object> options;
    private final Plugins plugins;
    private final Models.Card card;

    Translation(Fields fields, Map<String, Object> options, Plugins plugins, Models models) {
        this.fields = fields;
        this.options = options;
        this.plugins = plugins;
        this.card = Checkpoints.find(models, options.get("sd_model_checkpoint"));
    }

    /**
     * Decides what was not sent, and says all of it as settings, but for the seed and what {@link Features} pass on.
     *
     * @throws Refusal if the sampler is unknown
     */
    Map<String, Object> settings() {
        MODELS_OWN.forEach((field, setting) -> {
            if (!fields.wasSent(field) && card.defaults().containsKey(setting)) {
                fields.decide(field, card.defaults().get(setting));
            }
        });
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
        skip(settings);
        return settings;
    }

    private void walk(Map<String, Object> settings) {
        boolean indexed = fields.text("sampler_name").isEmpty() && fields.wasSent("sampler_index");
        String name = fields.text(indexed ? "sampler_index" : "sampler_name");
        boolean models = name.isEmpty() || name.equalsIgnoreCase("default");
        String sampler = models ? String.valueOf(card.defaults().getOrDefault("sampler", fields.text("sampler_index"))) : name;
        String schedule = models && !fields.wasSent("scheduler") ? String.valueOf(card.defaults().getOrDefault("schedule", "")) : fields.text("scheduler");
        Samplers.Pair pair = new Samplers(plugins).find(sampler, schedule).orElseThrow(() -> Refusal.http(400, "Sampler not found"));
        Plugins.Entry entry = plugins.find(Sampler.class, pair.sampler());
        var params = new HashMap<String, Object>();
        SAMPLER_PARAMS.forEach((field, param) -> {
            if (fields.wasSent(field) && parts(entry).contains(param)) {
                params.put(param, fields.number(field));
            }
        });
        settings.put("sampler", Map.of("id", entry.id(), "params", params));
        settings.put("schedule", pair.schedule());
        fields.decide("sampler_name", entry.label());
        fields.decide("scheduler", pair.schedule().equals(Samplers.AUTOMATIC) ? "Automatic" : pair.schedule());
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
        if (!parts(entry).containsAll(params.keySet())) {
            throw Features.missing("noisesource with " + params.keySet().stream().sorted().toList(), "varies the noise of a seed so");
        }
        return Map.of("id", entry.id(), "params", params);
    }

    /** Clip skip is a parameter of the encoder that knows it. */
    private void skip(Map<String, Object> settings) {
        long layers = option("CLIP_stop_at_last_layers");
        if (layers <= 1) {
            return;
        }
        Plugins.Entry encoder = plugins.list().stream().filter(e -> e.on() && e.hook().equals("textencoder") && parts(e).contains("skip")).findFirst()
                .orElseThrow(() -> Features.missing("textencoder with skip", "stops at an earlier layer of CLIP"));
        settings.put("encoder", Map.of("id", encoder.id(), "params", Map.of("skip", layers)));
    }

    /** A whole number among the options, which may have come as a text; 0 where there is none. */
    private long option(String name) {
        return Field.of(name, Field.Type.WHOLE, 0L).read(options.get(name)).map(value -> (long) value).orElse(0L);
    }

    Models.Card model() {
        return card;
    }

    /** The names of a plugin's parameters. */
    static Set<String> parts(Plugins.Entry entry) {
        return Arrays.stream(entry.params().getRecordComponents()).map(RecordComponent::getName).collect(Collectors.toSet());
    }
}
