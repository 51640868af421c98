package mezzotint.sdapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.sdapi.fields.Fields;
import mezzotint.studio.Uploads;

/**
 * What a request asks for beyond a plain picture. There is a hook for each; while no plugin provides it the request is refused, and as soon
 * as one does the request's fields are passed on to the studio.
 */
final class Features {

    private static final List<String> RESIZES = List.of("just", "crop", "fill", "latent");
    private static final List<String> FILLS = List.of("average", "original", "noise", "nothing");
    /** Options that are parameters of what begins at a picture. */
    private static final Map<String, String> OPTIONS = Map.of(
            "img2img_extra_noise", "extra", "img2img_fix_steps", "exact", "img2img_color_correction", "correction");
    private static final Map<String, Object> USUAL = image(Fields.imageToImage(Map.of()));

    /** What scripts would do: the api has no such hook yet. */
    private record Scripted(Predicate<Fields> asked, String id, String words) {}

    private static final List<Scripted> SCRIPTED = List.of(
            new Scripted(f -> f.is("enable_hr"), "hires", "makes a picture larger in a second pass"),
            new Scripted(f -> !f.named("refiner_checkpoint").isEmpty() && f.number("refiner_switch_at") < 1, "refiner",
                    "hands a picture over to a second model"));

    private final List<Plugins.Entry> entries;
    private final Uploads uploads;

    Features(Plugins plugins, Uploads uploads) {
        this.entries = plugins.list();
        this.uploads = uploads;
    }

    /**
     * Adds to the settings what the fields ask for.
     *
     * @param body the request as it came, with SD.Next's fields
     * @param options all of them, checked
     * @param notes takes in what is left out
     * @throws Problem of kind {@code UNSUPPORTED} that names the missing hook
     */
    void pass(Fields fields, Map<String, Object> body, Map<String, Object> options, Map<String, Object> settings, List<String> notes) {
        refuseScripts(fields, body);
        var needs = new LinkedHashMap<String, List<PluginNeed>>();
        needs.put("image", fields.list("init_images").isEmpty() ? List.of() : List.of(imageToImage(fields, options)));
        needs.put("controls", Stream.of(ControlUnits.needs(fields, notes), SdNext.needs(body)).flatMap(List::stream).toList());
        needs.put("finish", !fields.is("restore_faces") ? List.of()
                : List.of(PluginNeed.named("postprocessor", "facerestorer", "restores faces")));
        needs.put("optimizers", !fields.is("tiling") ? List.of()
                : List.of(PluginNeed.named("optimizer", "seamless", "makes pictures that tile")));
        needs.values().forEach(each -> each.forEach(need -> need.plugin(entries)));
        needs.forEach((setting, each) -> {
            List<Map<String, Object>> choices = each.stream().map(need -> need.choice(entries, uploads)).toList();
            if (!choices.isEmpty()) {
                settings.put(setting, setting.equals("image") ? choices.get(0) : choices);
            }
        });
    }

    private static PluginNeed imageToImage(Fields fields, Map<String, Object> options) {
        boolean masked = !fields.text("mask").isEmpty() || !fields.text("latent_mask").isEmpty();
        Map<String, Object> values = image(fields);
        if (!masked) {
            values.keySet().retainAll(List.of("picture", "pictures", "strength", "resize", "noise"));
        } else if (fields.get("mask_blur") == null && fields.whole("mask_blur_x") != fields.whole("mask_blur_y")) {
            throw missing("imagetoimage with blur along each side",
                    "blurs a mask by " + fields.whole("mask_blur_x") + " and " + fields.whole("mask_blur_y") + " pixels");
        }
        if (!fields.is("inpaint_full_res")) {
            values.remove("padding");
        }
        OPTIONS.forEach((option, name) -> {
            if (Options.isSet(option, options)) {
                values.put(name, options.get(option));
            }
        });
        return PluginNeed.of("imagetoimage", "", masked ? "paints within a mask" : "makes pictures from pictures", values, USUAL);
    }

    /** The fields by the names that {@link mezzotint.control.ImageToImage} gives them. */
    private static Map<String, Object> image(Fields f) {
        return Lists.row("picture", f.list("init_images").isEmpty() ? "" : String.valueOf(f.list("init_images").get(0)),
                "pictures", Math.max(1, f.list("init_images").size()), "strength", f.number("denoising_strength"),
                "resize", RESIZES.get((int) f.whole("resize_mode")),
                "noise", f.get("initial_noise_multiplier") == null ? 1.0 : f.number("initial_noise_multiplier"),
                "mask", f.text("latent_mask").isEmpty() ? f.text("mask") : f.text("latent_mask"),
                "blur", f.whole(f.get("mask_blur") == null ? "mask_blur_x" : "mask_blur"), "fill", FILLS.get((int) f.whole("inpainting_fill")),
                "round", f.is("mask_round"), "invert", f.whole("inpainting_mask_invert") == 1,
                "only", f.is("inpaint_full_res"), "padding", f.whole("inpaint_full_res_padding"));
    }

    private static void refuseScripts(Fields fields, Map<String, Object> body) {
        SCRIPTED.stream().filter(each -> each.asked.test(fields)).findFirst().ifPresent(each -> {
            throw missing("script \"" + each.id + "\"", each.words);
        });
        SdNext.refuseDetailer(body);
        Scripts.asked(fields).stream().findFirst().ifPresent(name -> {
            throw missing("script \"" + name + "\"", "is the script " + name);
        });
    }

    /** Says that no plugin does what was asked, and which hook would. */
    static Problem missing(String hook, String words) {
        return new Problem(Problem.Kind.UNSUPPORTED, "no plugin " + words, "install one that provides " + hook);
    }
}
