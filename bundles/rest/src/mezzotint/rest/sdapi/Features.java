package mezzotint.rest.sdapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.plugin.Names;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;

/**
 * What a request asks for beyond the plain path of a picture. A hook does each; while no plugin provides it the request
 * is refused, and as soon as one does its fields are passed on to the studio.
 */
final class Features {

    /** Settings by which the fields are passed on; an optimizer needs no more than its name. */
    private static final String OPTIMIZERS = "optimizers";

    /**
     * @param id the plugin that is needed; empty for any of the hook
     * @param words what it does, after "no plugin"
     * @param setting the name under which the studio is told
     */
    private record Feature(Predicate<Fields> asked, String hook, String id, String words, String setting, Function<Fields, Object> value) {}

    private static final List<Feature> ALL = List.of(
            new Feature(f -> !f.list("init_images").isEmpty(), "imagetoimage", "", "makes pictures from pictures", "image",
                    f -> Map.of("picture", f.list("init_images").get(0), "strength", f.number("denoising_strength"), "resize", f.whole("resize_mode"))),
            new Feature(f -> !f.text("mask").isEmpty(), "inpainting", "", "paints within a mask", "mask",
                    f -> Map.of("picture", f.text("mask"), "blur", f.whole(f.get("mask_blur") == null ? "mask_blur_x" : "mask_blur"),
                            "fill", f.whole("inpainting_fill"), "invert", f.whole("inpainting_mask_invert") == 1, "whole", !f.is("inpaint_full_res"),
                            "padding", f.whole("inpaint_full_res_padding"))),
            new Feature(f -> f.is("enable_hr"), "script", "hires", "makes a picture larger in a second pass", "hires", Features::hires),
            new Feature(f -> !f.text("refiner_checkpoint").isEmpty() && f.number("refiner_switch_at") < 1, "script", "refiner",
                    "hands a picture over to a second model", "refiner",
                    f -> Map.of("model", f.text("refiner_checkpoint"), "at", f.number("refiner_switch_at"))),
            new Feature(f -> f.is("restore_faces"), "postprocessor", "facerestorer", "restores faces", "finish", f -> List.of("facerestorer")),
            new Feature(f -> f.is("tiling"), "optimizer", "seamless", "makes pictures that tile", OPTIMIZERS, f -> List.of("seamless")),
            new Feature(f -> !ControlUnits.enabled(f).isEmpty(), "conditioner", "", "steers a picture by another", "controls", ControlUnits::enabled));

    private final List<Plugins.Entry> entries;

    Features(Plugins plugins) {
        this.entries = plugins.list();
    }

    /**
     * Adds to the settings what the fields ask for.
     *
     * @throws Problem of kind {@code UNSUPPORTED} that names the missing hook
     */
    void pass(Fields fields, Map<String, Object> settings) {
        for (Feature feature : ALL) {
            if (feature.asked.test(fields)) {
                need(feature.hook, feature.id, feature.words);
                settings.put(feature.setting, feature.value.apply(fields));
            }
        }
        List<Object> scripts = scripts(fields).peek(script -> need("script", script.name, "is the script " + script.name))
                .<Object>map(script -> Map.of("id", script.name, "params", Map.of("args", script.args))).toList();
        if (!scripts.isEmpty()) {
            settings.put("scripts", scripts);
        }
    }

    private record Script(String name, Object args) {}

    /** The chosen script, and those that are always on and were given something. */
    private static Stream<Script> scripts(Fields fields) {
        var all = new ArrayList<Script>();
        String chosen = fields.text("script_name");
        if (!chosen.isBlank() && !chosen.equalsIgnoreCase("none")) {
            all.add(new Script(chosen, fields.list("script_args")));
        }
        fields.object("alwayson_scripts").forEach((name, content) -> {
            if (!ControlUnits.isControlNet(name) && content instanceof Map<?, ?> m && m.get("args") instanceof List<?> args && !args.isEmpty()) {
                all.add(new Script(String.valueOf(name), args));
            }
        });
        return all.stream();
    }

    /** @throws Problem of kind {@code UNSUPPORTED} if no plugin of that hook is on */
    void need(String hook, String id, String words) {
        if (entries.stream().noneMatch(e -> e.on() && e.hook().equals(hook) && matches(e, id))) {
            throw missing(hook + (id.isEmpty() ? "" : " \"" + id + "\""), words);
        }
    }

    /** That nothing does what was asked, and the hook that would. */
    static Problem missing(String hook, String words) {
        return new Problem(Problem.Kind.UNSUPPORTED, "no plugin " + words, "install one that provides " + hook);
    }

    private static boolean matches(Plugins.Entry entry, String id) {
        String key = Names.key(id);
        return key.isEmpty() || Stream.concat(Stream.of(entry.id(), entry.label()), entry.aliases().stream()).anyMatch(n -> Names.key(n).equals(key));
    }

    private static Object hires(Fields f) {
        return Map.of("scale", f.number("hr_scale"), "width", f.whole("hr_resize_x"), "height", f.whole("hr_resize_y"), "upscaler", f.text("hr_upscaler"),
                "steps", f.whole("hr_second_pass_steps"), "strength", f.number("denoising_strength"), "model", f.text("hr_checkpoint_name"),
                "sampler", f.text("hr_sampler_name"), "schedule", f.text("hr_scheduler"), "prompt", f.text("hr_prompt"));
    }
}
