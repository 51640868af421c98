package mezzotint.sdapi;

import static mezzotint.sdapi.fields.Field.Type.LIST;
import static mezzotint.sdapi.fields.Field.Type.NUMBER;
import static mezzotint.sdapi.fields.Field.Type.TEXT;
import static mezzotint.sdapi.fields.Field.Type.TRUTH;
import static mezzotint.sdapi.fields.Field.Type.WHOLE;
import static mezzotint.sdapi.fields.Field.of;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.sdapi.fields.Base64Pictures;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Field;
import mezzotint.sdapi.fields.Fields;

/** The units of the ControlNet extension in a request. */
final class ControlUnits {

    static final String WORDS = "steers a picture by another";

    private static final List<Field> UNIT = List.of(
            of("enabled", TRUTH, true), of("module", TEXT, "none"), of("model", TEXT, "None"), of("weight", NUMBER, 1.0).from(0).upTo(2),
            of("resize_mode", TEXT, "Crop and Resize"), of("low_vram", TRUTH, false), of("processor_res", WHOLE, -1L), of("threshold_a", NUMBER, -1.0),
            of("threshold_b", NUMBER, -1.0), of("guidance_start", NUMBER, 0.0).from(0).upTo(1), of("guidance_end", NUMBER, 1.0).from(0).upTo(1),
            of("pixel_perfect", TRUTH, false), of("control_mode", TEXT, "Balanced"), of("hr_option", TEXT, "Both"), of("advanced_weighting", LIST, null),
            of("image", TEXT, null), of("mask", TEXT, null), of("effective_region_mask", TEXT, null));
    /** Names that fields had in earlier versions. */
    private static final Map<String, String> ALIASES = Map.of("input_image", "image", "mask_image", "mask", "lowvram", "low_vram",
            "guidance", "guidance_end", "guidance_strength", "guidance_end", "preprocessor", "module");
    private static final Map<String, String> RESIZES = Map.of(
            "Inner Fit (Scale to Fit)", "Crop and Resize", "Scale to Fit (Inner Fit)", "Crop and Resize",
            "Outer Fit (Shrink to Fit)", "Resize and Fill", "Envelope (Outer Fit)", "Resize and Fill");
    private static final Map<String, List<String>> CHOICES = Map.of(
            "resize_mode", List.of("Just Resize", "Crop and Resize", "Resize and Fill"),
            "control_mode", List.of("Balanced", "My prompt is more important", "ControlNet is more important"),
            "hr_option", List.of("Both", "Low res only", "High res only"));

    private ControlUnits() {}

    static boolean isControlNet(Object script) {
        return String.valueOf(script).toLowerCase(Locale.ROOT).equals("controlnet");
    }

    /**
     * What the units that are on ask of conditioners. As in Forge, one that does not say is on.
     *
     * @param notes takes in which units ask for nothing
     * @throws ErrorReply with status 422 if a unit cannot be read
     */
    static List<PluginNeed> needs(Fields request, List<String> notes) {
        Map<String, Object> usual = values(Fields.read(UNIT, Map.of()));
        return request.object("alwayson_scripts").entrySet().stream()
                .filter(e -> isControlNet(e.getKey()) && e.getValue() instanceof Map)
                .flatMap(e -> ((Map<?, ?>) e.getValue()).get("args") instanceof List<?> args ? args.stream() : Stream.of())
                .filter(unit -> unit != null && !(unit instanceof Boolean))
                .map(ControlUnits::unit)
                .filter(unit -> unit.is("enabled") && isAsking(unit, notes))
                .map(unit -> PluginNeed.of("conditioner", "", WORDS, values(unit), usual))
                .toList();
    }

    private static boolean isAsking(Fields unit, List<String> notes) {
        boolean asks = Stream.of("module", "model", "image").anyMatch(name -> !unit.named(name).isEmpty());
        if (!asks) {
            notes.add("a ControlNet unit has neither module, model nor image, so it is ignored");
        }
        return asks;
    }

    @SuppressWarnings("unchecked")
    private static Fields unit(Object given) {
        if (!(given instanceof Map<?, ?> map)) {
            throw ErrorReply.http(422, "a ControlNet unit is no object: " + given);
        }
        var named = new HashMap<>((Map<String, Object>) map);
        ALIASES.forEach((old, name) -> {
            if (named.get(old) != null) {
                named.putIfAbsent(name, named.get(old));
            }
        });
        parted(named);
        named.computeIfPresent("resize_mode", (name, value) -> RESIZES.getOrDefault(value, String.valueOf(value)));
        Fields unit = Fields.read(UNIT, named);
        CHOICES.forEach((name, choices) -> {
            if (choice(unit, name) < 0) {
                throw ErrorReply.http(422, name + " is " + unit.text(name) + ": choose among " + choices);
            }
        });
        if (unit.number("guidance_start") > unit.number("guidance_end")) {
            throw ErrorReply.http(422, "guidance_start is " + unit.number("guidance_start") + ", above guidance_end: give an end after the start");
        }
        Stream.of("image", "mask", "effective_region_mask").map(unit::text).filter(picture -> !picture.isEmpty()).forEach(Base64Pictures::check);
        return unit;
    }

    /** Picture and mask may come together, as an object or a list of both. */
    private static void parted(Map<String, Object> unit) {
        Object both = unit.get("image");
        if (both instanceof Map<?, ?> map) {
            unit.put("image", map.get("image"));
            unit.computeIfAbsent("mask", name -> map.get("mask"));
        } else if (both instanceof List<?> list) {
            unit.put("image", list.isEmpty() ? null : list.get(0));
            unit.computeIfAbsent("mask", name -> list.size() > 1 ? list.get(1) : null);
        }
    }

    /** The place of what was chosen, by name or by number. */
    private static int choice(Fields unit, String name) {
        List<String> choices = CHOICES.get(name);
        String chosen = unit.text(name);
        return chosen.matches("\\d") ? Integer.parseInt(chosen) < choices.size() ? Integer.parseInt(chosen) : -1 : choices.indexOf(chosen);
    }

    /** The fields by the names that {@link mezzotint.control.Conditioner} gives them; those that it does not name keep theirs. */
    private static Map<String, Object> values(Fields unit) {
        return Lists.row("picture", unit.text("image"), "model", unit.text("model"), "preprocessor", unit.text("module"),
                "weight", unit.number("weight"), "start", unit.number("guidance_start"), "end", unit.number("guidance_end"),
                "resize", List.of("just", "crop", "fill").get(choice(unit, "resize_mode")),
                "balance", List.of("both", "prompt", "control").get(choice(unit, "control_mode")), "resolution", unit.whole("processor_res"),
                "low", unit.number("threshold_a"), "high", unit.number("threshold_b"), "pixelPerfect", unit.is("pixel_perfect"),
                "weights", unit.list("advanced_weighting"), "mask", unit.text(unit.text("mask").isEmpty() ? "effective_region_mask" : "mask"));
    }
}
