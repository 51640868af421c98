package mezzotint.sdapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mezzotint.libs.infotext.Reading;
import mezzotint.model.Models;

/** The field {@code infotext} of a request: it fills every field that the request does not set. */
final class InfotextFields {

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("Prompt", "prompt"), Map.entry("Negative prompt", "negative_prompt"), Map.entry("Steps", "steps"),
            Map.entry("Sampler", "sampler_name"),
            Map.entry("Schedule type", "scheduler"), Map.entry("CFG scale", "cfg_scale"), Map.entry("Seed", "seed"), Map.entry("Size-1", "width"),
            Map.entry("Size-2", "height"), Map.entry("Variation seed", "subseed"), Map.entry("Variation seed strength", "subseed_strength"),
            Map.entry("Seed resize from-1", "seed_resize_from_w"), Map.entry("Seed resize from-2", "seed_resize_from_h"),
            Map.entry("Denoising strength", "denoising_strength"), Map.entry("Mask blur", "mask_blur"),
            Map.entry("Masked area padding", "inpaint_full_res_padding"),
            Map.entry("Noise multiplier", "initial_noise_multiplier"), Map.entry("Eta", "eta"), Map.entry("Eta DDIM", "eta"),
            Map.entry("Sigma churn", "s_churn"), Map.entry("Sigma tmin", "s_tmin"), Map.entry("Sigma tmax", "s_tmax"), Map.entry("Sigma noise", "s_noise"));
    private static final Map<String, String> OPTIONS = Map.of(
            "Model", "sd_model_checkpoint", "Clip skip", "CLIP_stop_at_last_layers", "RNG", "randn_source", "ENSD", "eta_noise_seed_delta");

    /** A fact in words, which are numbers or truth values of a field. */
    private record Worded(String fact, String field, Map<String, Object> values) {}

    private static final List<Worded> WORDS = List.of(
            new Worded("Inpaint area", "inpaint_full_res", Map.of("Only masked", true, "Whole picture", false)),
            new Worded("Mask mode", "inpainting_mask_invert", Map.of("Inpaint masked", 0L, "Inpaint not masked", 1L)),
            new Worded("Masked content", "inpainting_fill", Map.of("fill", 0L, "original", 1L, "latent noise", 2L, "latent nothing", 3L)));

    private InfotextFields() {}

    static void fill(Map<String, Object> given, Models models) {
        if (!(given.get("infotext") instanceof String text) || text.isBlank()) {
            return;
        }
        Map<String, Object> facts = Reading.of(text).facts();
        FIELDS.forEach((fact, field) -> {
            if (facts.containsKey(fact) && given.get(field) == null) {
                given.put(field, facts.get(fact));
            }
        });
        WORDS.forEach(worded -> {
            Object value = worded.values().get(String.valueOf(facts.get(worded.fact())));
            if (value != null && given.get(worded.field()) == null) {
                given.put(worded.field(), value);
            }
        });
        var options = new HashMap<Object, Object>();
        OPTIONS.forEach((fact, option) -> {
            // A1111 goes on with the model it has where it does not know the text's.
            if (facts.get(fact) != null && (!fact.equals("Model") || Checkpoints.known(models, facts.get(fact)).isPresent())) {
                options.put(option, number(facts.get(fact)));
            }
        });
        if (given.get("override_settings") instanceof Map<?, ?> set) {
            options.putAll(set);
        }
        given.put("override_settings", options);
    }

    private static Object number(Object value) {
        return String.valueOf(value).matches("-?\\d{1,18}") ? (Object) Long.valueOf(String.valueOf(value)) : value;
    }
}
