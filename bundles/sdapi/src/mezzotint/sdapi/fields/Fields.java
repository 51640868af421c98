package mezzotint.sdapi.fields;

import static mezzotint.sdapi.fields.Field.Type.LIST;
import static mezzotint.sdapi.fields.Field.Type.NUMBER;
import static mezzotint.sdapi.fields.Field.Type.OBJECT;
import static mezzotint.sdapi.fields.Field.Type.TEXT;
import static mezzotint.sdapi.fields.Field.Type.TRUTH;
import static mezzotint.sdapi.fields.Field.Type.WHOLE;
import static mezzotint.sdapi.fields.Field.of;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of a request body with their values, in AUTOMATIC1111's order and with its defaults. */
public final class Fields {

    private static final int MOST_STEPS = 1000;
    private static final int MOST_PICTURES = 64;
    private static final int LONGEST_SIDE = 4096;
    private static final int SHOWN = 100;

    /** What clients send where they mean nothing. */
    private static final Set<String> NOTHING = Set.of("", "none", "null", "nil", "undefined");

    private static final List<Field> COMMON = List.of(
            of("prompt", TEXT, ""), of("negative_prompt", TEXT, ""), of("styles", LIST, null), of("seed", WHOLE, -1L), of("subseed", WHOLE, -1L),
            of("subseed_strength", NUMBER, 0.0).from(0).upTo(1), of("seed_resize_from_h", WHOLE, -1L), of("seed_resize_from_w", WHOLE, -1L),
            of("sampler_name", TEXT, null), of("scheduler", TEXT, null), of("batch_size", WHOLE, 1L).from(1).upTo(MOST_PICTURES),
            of("n_iter", WHOLE, 1L).from(1).upTo(MOST_PICTURES), of("steps", WHOLE, 50L).from(1).upTo(MOST_STEPS), of("cfg_scale", NUMBER, 7.0),
            of("width", WHOLE, 512L).from(8).upTo(LONGEST_SIDE), of("height", WHOLE, 512L).from(8).upTo(LONGEST_SIDE),
            of("restore_faces", TRUTH, null), of("tiling", TRUTH, null), of("do_not_save_samples", TRUTH, false),
            of("do_not_save_grid", TRUTH, false), of("eta", NUMBER, null), of("denoising_strength", NUMBER, 0.75).from(0).upTo(1),
            of("s_min_uncond", NUMBER, null), of("s_churn", NUMBER, null), of("s_tmax", NUMBER, null), of("s_tmin", NUMBER, null),
            of("s_noise", NUMBER, null), of("override_settings", OBJECT, null), of("override_settings_restore_afterwards", TRUTH, true),
            of("refiner_checkpoint", TEXT, null), of("refiner_switch_at", NUMBER, null), of("disable_extra_networks", TRUTH, false),
            of("firstpass_image", TEXT, null), of("comments", OBJECT, null));

    private static final List<Field> TEXT_TO_IMAGE = List.of(
            of("enable_hr", TRUTH, false), of("firstphase_width", WHOLE, 0L), of("firstphase_height", WHOLE, 0L), of("hr_scale", NUMBER, 2.0),
            of("hr_upscaler", TEXT, null), of("hr_second_pass_steps", WHOLE, 0L), of("hr_resize_x", WHOLE, 0L), of("hr_resize_y", WHOLE, 0L),
            of("hr_checkpoint_name", TEXT, null), of("hr_sampler_name", TEXT, null), of("hr_scheduler", TEXT, null), of("hr_prompt", TEXT, ""),
            of("hr_negative_prompt", TEXT, ""));

    private static final List<Field> IMAGE_TO_IMAGE = List.of(
            of("init_images", LIST, null), of("resize_mode", WHOLE, 0L).from(0).upTo(3), of("image_cfg_scale", NUMBER, null), of("mask", TEXT, null),
            of("mask_blur_x", WHOLE, 4L), of("mask_blur_y", WHOLE, 4L), of("mask_blur", WHOLE, null), of("mask_round", TRUTH, true),
            of("inpainting_fill", WHOLE, 0L).from(0).upTo(3), of("inpaint_full_res", TRUTH, true), of("inpaint_full_res_padding", WHOLE, 0L),
            of("inpainting_mask_invert", WHOLE, 0L).from(0).upTo(1), of("initial_noise_multiplier", NUMBER, null), of("latent_mask", TEXT, null),
            of("include_init_images", TRUTH, false));

    private static final List<Field> CALL = List.of(
            of("force_task_id", TEXT, null), of("sampler_index", TEXT, "Euler"), of("script_name", TEXT, null), of("script_args", LIST, List.of()),
            of("send_images", TRUTH, true), of("save_images", TRUTH, false), of("alwayson_scripts", OBJECT, Map.of()), of("infotext", TEXT, null));

    /** Postprocessing of one picture. */
    public static final List<Field> EXTRAS = List.of(
            of("resize_mode", WHOLE, 0L).from(0).upTo(1), of("show_extras_results", TRUTH, true), of("gfpgan_visibility", NUMBER, 0.0).from(0).upTo(1),
            of("codeformer_visibility", NUMBER, 0.0).from(0).upTo(1), of("codeformer_weight", NUMBER, 0.0).from(0).upTo(1),
            of("upscaling_resize", NUMBER, 2.0).from(0), of("upscaling_resize_w", WHOLE, 512L).from(1), of("upscaling_resize_h", WHOLE, 512L).from(1),
            of("upscaling_crop", TRUTH, true), of("upscaler_1", TEXT, "None"), of("upscaler_2", TEXT, "None"),
            of("extras_upscaler_2_visibility", NUMBER, 0.0).from(0).upTo(1), of("upscale_first", TRUTH, false), of("image", TEXT, ""),
            of("imageList", LIST, List.of()));

    private final Map<String, Object> sent = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Fields(List<Field> fields, Map<String, Object> given) {
        var faults = new ArrayList<Map<String, Object>>();
        for (Field field : fields) {
            values.put(field.name(), field.fallback());
            if (given.get(field.name()) != null) {
                read(field, given.get(field.name()), faults);
            }
        }
        if (!faults.isEmpty()) {
            throw ErrorReply.invalid(faults);
        }
    }

    private void read(Field field, Object given, List<Map<String, Object>> faults) {
        Optional<Object> value = field.read(given);
        value.ifPresentOrElse(v -> {
            values.put(field.name(), v);
            sent.put(field.name(), v);
        }, () -> faults.add(field.wrongType(given)));
        value.flatMap(field::fault).ifPresent(faults::add);
    }

    /** @throws ErrorReply with status 422 that names every field which cannot be taken */
    public static Fields read(List<Field> fields, Map<String, Object> given) {
        return new Fields(fields, given);
    }

    public static Fields textToImage(Map<String, Object> given) {
        return new Fields(Stream.of(COMMON, TEXT_TO_IMAGE, CALL).flatMap(List::stream).toList(), given);
    }

    public static Fields imageToImage(Map<String, Object> given) {
        return new Fields(Stream.of(COMMON, IMAGE_TO_IMAGE, CALL).flatMap(List::stream).toList(), given);
    }

    public boolean wasSent(String name) {
        return sent.containsKey(name);
    }

    /** Sets a field to the value that was decided for it. */
    public void decide(String name, Object value) {
        values.put(name, value);
    }

    public Object get(String name) {
        return values.get(name);
    }

    /** Empty where there is none. */
    public String text(String name) {
        return values.get(name) instanceof String s ? s : "";
    }

    /** Empty where there is none, also where a word says so. */
    public String named(String name) {
        return isNothing(text(name)) ? "" : text(name);
    }

    /** A value of a request, for a sentence of ours. */
    public static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    public static boolean isNothing(String text) {
        return NOTHING.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    public long whole(String name) {
        return values.get(name) instanceof Number n ? n.longValue() : 0;
    }

    public double number(String name) {
        return values.get(name) instanceof Number n ? n.doubleValue() : 0;
    }

    public boolean is(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public List<?> list(String name) {
        return values.get(name) instanceof List<?> list ? list : List.of();
    }

    public Map<?, ?> object(String name) {
        return values.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** All fields with their values, as the answer repeats them. */
    public Map<String, Object> all() {
        return new LinkedHashMap<>(values);
    }
}
