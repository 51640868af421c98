package mezzotint.libs.infotext;

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

    /** The names of the values that the editor saves in order; empty for what is no input. */
    private static final Map<String, List<String>> WIDGETS = Map.of(
            "KSampler", List.of("seed", "", "steps", "cfg", "sampler_name", "scheduler", "denoise"),
            "KSamplerAdvanced", List.of("add_noise", "noise_seed", "", "steps", "cfg", "sampler_name", "scheduler"),
            "SamplerCustom", List.of("add_noise", "noise_seed", "", "cfg"),
            "KSamplerSelect", List.of("sampler_name"),
            "BasicScheduler", List.of("scheduler", "steps", "denoise"),
            "RandomNoise", List.of("noise_seed"),
            "CLIPTextEncode", List.of("text"),
            "CheckpointLoaderSimple", List.of("ckpt_name"),
            "UNETLoader", List.of("unet_name"),
            "EmptyLatentImage", List.of("width", "height", "batch_size"));

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
        if (saved.get("widgets_values") instanceof JsonArray values) {
            for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
                inputs.add(names.get(i), values.get(i));
            }
        }
        elements(saved, "inputs").filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject)
                .forEach(input -> link(inputs, input, sources));
        var node = new JsonObject();
        node.addProperty("class_type", Tree.text(saved, "type"));
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
