package mezzotint.rest.sdapi;

import static mezzotint.rest.sdapi.Field.Type.LIST;
import static mezzotint.rest.sdapi.Field.Type.NUMBER;
import static mezzotint.rest.sdapi.Field.Type.TEXT;
import static mezzotint.rest.sdapi.Field.Type.TRUTH;
import static mezzotint.rest.sdapi.Field.Type.WHOLE;
import static mezzotint.rest.sdapi.Field.of;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The units of the ControlNet extension in a request. */
final class ControlUnits {

    private static final List<Field> UNIT = List.of(
            of("enabled", TRUTH, false), of("module", TEXT, "none"), of("model", TEXT, "None"), of("weight", NUMBER, 1.0).from(0).upTo(2),
            of("resize_mode", TEXT, "Crop and Resize"), of("low_vram", TRUTH, false), of("processor_res", WHOLE, -1L), of("threshold_a", NUMBER, -1.0),
            of("threshold_b", NUMBER, -1.0), of("guidance_start", NUMBER, 0.0).from(0).upTo(1), of("guidance_end", NUMBER, 1.0).from(0).upTo(1),
            of("pixel_perfect", TRUTH, false), of("control_mode", TEXT, "Balanced"), of("hr_option", TEXT, "Both"), of("advanced_weighting", LIST, null));
    private static final Map<String, String> RESIZES = Map.of(
            "Inner Fit (Scale to Fit)", "Crop and Resize", "Scale to Fit (Inner Fit)", "Crop and Resize",
            "Outer Fit (Shrink to Fit)", "Resize and Fill", "Envelope (Outer Fit)", "Resize and Fill");
    private static final Map<String, Set<String>> CHOICES = Map.of(
            "resize_mode", Set.of("Just Resize", "Crop and Resize", "Resize and Fill", "0", "1", "2"),
            "control_mode", Set.of("Balanced", "My prompt is more important", "ControlNet is more important", "0", "1", "2"),
            "hr_option", Set.of("Both", "Low res only", "High res only"));

    private ControlUnits() {}

    static boolean isControlNet(Object script) {
        return String.valueOf(script).toLowerCase(Locale.ROOT).equals("controlnet");
    }

    /**
     * The units that are on, checked.
     *
     * @throws Refusal with status 422 if a unit cannot be read
     */
    static List<Map<String, Object>> enabled(Fields request) {
        return request.object("alwayson_scripts").entrySet().stream()
                .filter(e -> isControlNet(e.getKey()) && e.getValue() instanceof Map)
                .flatMap(e -> ((Map<?, ?>) e.getValue()).get("args") instanceof List<?> args ? args.stream() : java.util.stream.Stream.of())
                .map(ControlUnits::unit)
                .filter(unit -> Boolean.TRUE.equals(unit.get("enabled")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> unit(Object given) {
        if (!(given instanceof Map<?, ?> map)) {
            throw Refusal.http(422, "a ControlNet unit is no object: " + given);
        }
        var named = new java.util.HashMap<>((Map<String, Object>) map);
        named.computeIfPresent("resize_mode", (name, value) -> RESIZES.getOrDefault(value, String.valueOf(value)));
        Fields unit = Fields.read(UNIT, named);
        CHOICES.forEach((name, choices) -> {
            if (!choices.contains(unit.text(name))) {
                throw Refusal.http(422, name + " is " + unit.text(name) + ": choose among " + choices.stream().sorted().toList());
            }
        });
        if (unit.number("guidance_start") > unit.number("guidance_end")) {
            throw Refusal.http(422, "guidance_start is " + unit.number("guidance_start") + ", above guidance_end: give an end after the start");
        }
        if (named.get("image") instanceof String image && !image.isEmpty()) {
            Base64Pictures.check(image);
        }
        Map<String, Object> all = unit.all();
        all.put("image", named.get("image"));
        return all;
    }
}
