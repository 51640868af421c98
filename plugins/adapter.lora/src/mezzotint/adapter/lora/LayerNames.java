package mezzotint.adapter.lora;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.model.Checkpoint;

/**
 * The names of tensors in files of adapters. Layers go by the name that kohya's scripts give them: the component, and the path in diffusers with
 * underscores for dots, as in {@code lora_unet_down_blocks_0_attentions_0_proj_in}.
 */
final class LayerNames {

    private static final Pattern KOHYA = Pattern.compile("(lora_(?:unet|te\\d?)_[^.]+)\\.(.+?)(?:\\.weight)?");
    /** PEFT; {@code default} is the adapter's name there. */
    private static final Pattern PEFT = Pattern.compile("(?:base_model\\.model\\.)?(.+)\\.lora_(A|B|magnitude_vector)(?:\\.default)?(?:\\.weight)?");
    /** What diffusers wrote before it used PEFT, in the processors of attention and beside linear layers. */
    private static final Pattern PROCESSOR = Pattern.compile("(.+?)(?:\\.processor)?\\.(to_q|to_k|to_v|to_out)_lora\\.(down|up)\\.weight");
    private static final Pattern BESIDE = Pattern.compile("(.+)\\.(?:lora_linear_layer|lora)\\.(down|up)\\.weight");
    private static final Pattern ALPHA = Pattern.compile("(.+)\\.(alpha)");
    private static final Map<String, String> ROLES = Map.of("A", "lora_down", "B", "lora_up", "down", "lora_down", "up", "lora_up",
            "magnitude_vector", "dora_scale", "alpha", "alpha");
    private static final Map<String, String> COMPONENTS = Map.of("unet", "lora_unet_", "text_encoder", "lora_te_", "text_encoder_2", "lora_te2_");

    private LayerNames() {}

    private record Name(String layer, String role) {}

    /** The layers of a file, by name. */
    static Map<String, Layer> layers(Checkpoint file) {
        var tensors = new HashMap<String, Map<String, String>>();
        file.names().forEach(tensor -> read(tensor).ifPresent(name ->
                tensors.computeIfAbsent(name.layer(), layer -> new HashMap<>()).put(name.role(), tensor)));
        var layers = new HashMap<String, Layer>();
        tensors.forEach((name, roles) -> layers.put(name, new Layer(file, roles)));
        return layers;
    }

    private static Optional<Name> read(String tensor) {
        Matcher kohya = KOHYA.matcher(tensor);
        if (kohya.matches()) {
            return Optional.of(new Name(kohya.group(1).replaceFirst("^lora_te1_", "lora_te_"), kohya.group(2)));
        }
        Matcher processor = PROCESSOR.matcher(tensor);
        if (processor.matches()) {
            String projection = processor.group(2).equals("to_out") ? "to_out.0" : processor.group(2);
            return layer(processor.group(1) + "." + projection).map(layer -> new Name(layer, ROLES.get(processor.group(3))));
        }
        return List.of(PEFT, BESIDE, ALPHA).stream().map(pattern -> pattern.matcher(tensor)).filter(Matcher::matches).findFirst()
                .flatMap(found -> layer(found.group(1)).map(layer -> new Name(layer, ROLES.get(found.group(2)))));
    }

    /** The name of a layer of a model, from its component and path; nothing for a component that no adapter changes. */
    static Optional<String> layer(String path) {
        int dot = path.indexOf('.');
        String component = dot < 0 ? null : COMPONENTS.get(path.substring(0, dot));
        return component == null ? Optional.empty() : Optional.of(component + path.substring(dot + 1).replace('.', '_'));
    }
}
