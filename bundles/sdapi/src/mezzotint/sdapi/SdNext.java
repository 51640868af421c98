package mezzotint.sdapi;

import static mezzotint.sdapi.fields.Field.Type.LIST;
import static mezzotint.sdapi.fields.Field.Type.NUMBER;
import static mezzotint.sdapi.fields.Field.Type.OBJECT;
import static mezzotint.sdapi.fields.Field.Type.TEXT;
import static mezzotint.sdapi.fields.Field.Type.TRUTH;
import static mezzotint.sdapi.fields.Field.Type.WHOLE;
import static mezzotint.sdapi.fields.Field.of;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.libs.web.Json;
import mezzotint.sdapi.fields.Base64Pictures;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Field;
import mezzotint.sdapi.fields.Fields;

/** The fields that SD.Next has for control, faces and details, and AUTOMATIC1111 has not. */
final class SdNext {

    private static final List<Field> FIELDS = List.of(
            of("control_units", LIST, List.of()), of("ip_adapter", LIST, List.of()), of("face", OBJECT, Map.of()), of("face_id", OBJECT, Map.of()),
            of("detailer_enabled", TRUTH, false), of("detailer_prompt", TEXT, ""), of("detailer_negative", TEXT, ""),
            of("detailer_steps", WHOLE, 10L).from(0).upTo(99), of("detailer_strength", NUMBER, 0.3).from(0).upTo(1),
            of("detailer_resolution", WHOLE, 1024L).from(256).upTo(4096), of("detailer_segmentation", TRUTH, null),
            of("detailer_include_detections", TRUTH, null), of("detailer_merge", TRUTH, null), of("detailer_sort", TRUTH, null),
            of("detailer_classes", TEXT, null), of("detailer_conf", NUMBER, null).from(0).upTo(1), of("detailer_iou", NUMBER, null).from(0).upTo(1),
            of("detailer_max", WHOLE, null).from(1), of("detailer_min_size", NUMBER, null).from(0).upTo(1),
            of("detailer_max_size", NUMBER, null).from(0).upTo(1), of("detailer_blur", WHOLE, null).from(0).upTo(100),
            of("detailer_padding", WHOLE, null).from(0).upTo(100), of("detailer_sigma_adjust", NUMBER, null).from(0.5).upTo(1.5),
            of("detailer_sigma_adjust_max", NUMBER, null).from(0).upTo(1), of("detailer_models", LIST, null), of("detailer_augment", TRUTH, null));
    private static final List<Field> UNIT = List.of(
            of("process", TEXT, ""), of("model", TEXT, ""), of("strength", NUMBER, 1.0).from(0).upTo(2), of("start", NUMBER, 0.0).from(0).upTo(1),
            of("end", NUMBER, 1.0).from(0).upTo(1), of("override", TEXT, null), of("unit_type", TEXT, null), of("image", TEXT, null));
    private static final List<Field> ADAPTER = List.of(
            of("adapter", TEXT, "Base"), of("images", LIST, List.of()), of("masks", LIST, List.of()), of("scale", NUMBER, 0.5).from(0).upTo(1),
            of("start", NUMBER, 0.0).from(0).upTo(1), of("end", NUMBER, 1.0).from(0).upTo(1), of("crop", TRUTH, false));
    private static final List<Field> FACE = List.of(
            of("mode", TEXT, "FaceID"), of("source_images", LIST, null), of("ip_model", TEXT, "FaceID Base"), of("ip_override_sampler", TRUTH, true),
            of("ip_cache_model", TRUTH, true), of("ip_strength", NUMBER, 1.0).from(0).upTo(2), of("ip_structure", NUMBER, 1.0).from(0).upTo(1),
            of("id_strength", NUMBER, 1.0).from(0).upTo(2), of("id_conditioning", NUMBER, 0.5).from(0).upTo(2), of("id_cache", TRUTH, true),
            of("pm_trigger", TEXT, "person"), of("pm_strength", NUMBER, 1.0).from(0).upTo(2), of("pm_start", NUMBER, 0.5).from(0).upTo(1),
            of("fs_cache", TRUTH, true));

    private SdNext() {}

    /** @throws mezzotint.plugin.Problem of kind {@code UNSUPPORTED} if details are to be painted again */
    static void refuseDetailer(Map<String, Object> body) {
        if (Fields.read(FIELDS, body).is("detailer_enabled")) {
            throw Features.missing("script \"detailer\"", "finds details and paints them again");
        }
    }

    /**
     * What the units, adapters and faces ask of conditioners.
     *
     * @throws ErrorReply with status 422 if one cannot be read
     */
    static List<PluginNeed> needs(Map<String, Object> body) {
        Fields fields = Fields.read(FIELDS, body);
        Stream<PluginNeed> units = fields.list("control_units").stream().map(each -> read("control_units", UNIT, each)).filter(SdNext::asks).map(SdNext::unit);
        Stream<PluginNeed> adapters = fields.list("ip_adapter").stream().map(each -> adapter(read("ip_adapter", ADAPTER, each)));
        Stream<PluginNeed> faces = Stream.of("face", "face_id").filter(name -> !fields.object(name).isEmpty())
                .map(name -> face(name, read(name, FACE, fields.object(name))));
        return Stream.of(units, adapters, faces).flatMap(each -> each).toList();
    }

    private static Fields read(String name, List<Field> form, Object given) {
        if (!(given instanceof Map)) {
            throw ErrorReply.fault("value is not a valid dict", "type_error.dict", name);
        }
        return Fields.read(form, Json.object(given));
    }

    private static boolean asks(Fields unit) {
        return Stream.of("process", "model", "override", "image").anyMatch(name -> !unit.text(name).isEmpty() && !unit.text(name).equalsIgnoreCase("none"));
    }

    private static PluginNeed unit(Fields unit) {
        return PluginNeed.of("conditioner", "", ControlUnits.WORDS, unitValues(unit), unitValues(Fields.read(UNIT, Map.of())));
    }

    private static Map<String, Object> unitValues(Fields unit) {
        String own = unit.text("override");
        return Lists.row("picture", picture(own.isEmpty() ? unit.text("image") : own), "preprocessor", unit.text("process"), "model", unit.text("model"),
                "weight", unit.number("strength"), "start", unit.number("start"), "end", unit.number("end"), "type", unit.text("unit_type"));
    }

    private static PluginNeed adapter(Fields adapter) {
        return PluginNeed.of("conditioner", "ipadapter", "takes a picture for a prompt", adapterValues(adapter), adapterValues(Fields.read(ADAPTER, Map.of())));
    }

    private static Map<String, Object> adapterValues(Fields adapter) {
        return Lists.row("picture", first(adapter, "images"), "mask", first(adapter, "masks"), "pictures", Math.max(1, adapter.list("images").size()),
                "model", adapter.text("adapter"), "weight", adapter.number("scale"), "start", adapter.number("start"), "end", adapter.number("end"),
                "crop", adapter.is("crop"));
    }

    private static PluginNeed face(String name, Fields face) {
        if (face.list("source_images").isEmpty()) {
            throw ErrorReply.missing(name, "source_images");
        }
        return PluginNeed.of("conditioner", "face", "gives a person the face of a picture", faceValues(face), faceValues(Fields.read(FACE, Map.of())));
    }

    private static Map<String, Object> faceValues(Fields face) {
        return Lists.row("picture", first(face, "source_images"), "pictures", Math.max(1, face.list("source_images").size()), "mode", face.text("mode"),
                "model", face.text("ip_model"), "weight", face.number("ip_strength"), "structure", face.number("ip_structure"),
                "identity", face.number("id_strength"), "conditioning", face.number("id_conditioning"), "trigger", face.text("pm_trigger"),
                "makerWeight", face.number("pm_strength"), "makerStart", face.number("pm_start"));
    }

    private static String first(Fields fields, String name) {
        return fields.list(name).isEmpty() ? "" : picture(String.valueOf(fields.list(name).get(0)));
    }

    private static String picture(String text) {
        if (!text.isEmpty()) {
            Base64Pictures.check(text);
        }
        return text;
    }
}
