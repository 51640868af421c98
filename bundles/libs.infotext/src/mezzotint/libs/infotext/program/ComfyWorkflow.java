package mezzotint.libs.infotext.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** ComfyUI's {@code workflow}, as its editor saves it, brought into the form of {@code prompt}: values have names, links lead to nodes. */
final class ComfyWorkflow {

    /** The names of the values that the editor saves in order; those of other nodes are numbered. */
    private static final Map<String, List<String>> WIDGETS = Map.ofEntries(
            Map.entry("KSampler", List.of("seed", "control_after_generate", "steps", "cfg", "sampler_name", "scheduler", "denoise")),
            Map.entry("KSamplerAdvanced", List.of("add_noise", "noise_seed", "control_after_generate", "steps", "cfg", "sampler_name", "scheduler",
                    "start_at_step", "end_at_step", "return_with_leftover_noise")),
            Map.entry("SamplerCustom", List.of("add_noise", "noise_seed", "control_after_generate", "cfg")),
            Map.entry("KSamplerSelect", List.of("sampler_name")),
            Map.entry("BasicScheduler", List.of("scheduler", "steps", "denoise")),
            Map.entry("RandomNoise", List.of("noise_seed", "control_after_generate")),
            Map.entry("CLIPTextEncode", List.of("text")),
            Map.entry("CLIPSetLastLayer", List.of("stop_at_clip_layer")),
            Map.entry("CheckpointLoaderSimple", List.of("ckpt_name")),
            Map.entry("UNETLoader", List.of("unet_name", "weight_dtype")),
            Map.entry("VAELoader", List.of("vae_name")),
            Map.entry("LoraLoader", List.of("lora_name", "strength_model", "strength_clip")),
            Map.entry("ControlNetLoader", List.of("control_net_name")),
            Map.entry("ControlNetApply", List.of("strength")),
            Map.entry("EmptyLatentImage", List.of("width", "height", "batch_size")));
    /** What the editor calls a node that is left out, and one that passes on what it gets. */
    private static final List<String> IDLE = List.of("2", "4");

    private ComfyWorkflow() {}

    static JsonObject nodes(JsonObject workflow) {
        var sources = new HashMap<String, JsonElement>();
        elements(workflow, "links").filter(JsonElement::isJsonArray).map(JsonElement::getAsJsonArray).filter(link -> link.size() > 2)
                .forEach(link -> sources.put(String.valueOf(link.get(0)), link.get(1)));
        var nodes = new JsonObject();
        elements(workflow, "nodes").filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject)
                .forEach(node -> nodes.add(Tree.text(node, "id"), node(node, sources)));
        return nodes;
    }

    private static JsonObject node(JsonObject saved, Map<String, JsonElement> sources) {
        var inputs = new JsonObject();
        List<String> names = WIDGETS.getOrDefault(Tree.text(saved, "type"), List.of());
        boolean idle = IDLE.contains(Tree.text(saved, "mode"));
        if (saved.get("widgets_values") instanceof JsonArray values && !idle) {
            for (int i = 0; i < values.size(); i++) {
                inputs.add(i < names.size() ? names.get(i) : "value " + (i + 1), values.get(i));
            }
        } else if (saved.get("widgets_values") instanceof JsonObject values && !idle) {
            values.entrySet().forEach(e -> inputs.add(e.getKey(), e.getValue()));
        }
        elements(saved, "inputs").filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject)
                .forEach(input -> link(inputs, input, sources));
        var node = new JsonObject();
        node.addProperty("class_type", idle ? "Reroute" : Tree.text(saved, "type"));
        node.add("inputs", inputs);
        return node;
    }

    private static void link(JsonObject inputs, JsonObject input, Map<String, JsonElement> sources) {
        if (sources.get(Tree.text(input, "link")) instanceof JsonPrimitive source) {
            var pair = new JsonArray();
            pair.add(source.getAsString());
            pair.add(0);
            inputs.add(Tree.text(input, "name"), pair);
        }
    }

    private static Stream<JsonElement> elements(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonArray array ? StreamSupport.stream(array.spliterator(), false) : Stream.of();
    }
}
