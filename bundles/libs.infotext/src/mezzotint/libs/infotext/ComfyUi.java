package mezzotint.libs.infotext;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Parameters from the graph of nodes that ComfyUI leaves under {@code prompt}: the inputs of the first sampler node
 * that has words, and of the nodes that these lead to.
 */
final class ComfyUi {

    /** Nodes passed on the way to a value; a graph may have circles. */
    private static final int FARTHEST = 50;
    /** What leads on to the value that a node passes through. */
    private static final List<String> ONWARD = List.of(
            "conditioning", "conditioning_1", "positive", "guider", "model", "samples", "pixels", "latent_image", "noise", "sigmas", "sampler",
            "text", "string", "value", "clip", "any", "source");

    private final JsonObject nodes;

    private ComfyUi(JsonObject nodes) {
        this.nodes = nodes;
    }

    static Optional<Map<String, Object>> facts(PictureFile picture) {
        String prompt = picture.texts().get("prompt");
        String workflow = picture.texts().get("workflow");
        if (prompt == null && workflow == null) {
            return Optional.empty();
        }
        JsonObject nodes = prompt != null ? Tree.parse("ComfyUI", prompt) : ComfyWorkflow.nodes(Tree.parse("ComfyUI", workflow));
        return new ComfyUi(nodes).facts();
    }

    private Optional<Map<String, Object>> facts() {
        return nodes.entrySet().stream().filter(e -> e.getValue().isJsonObject()).map(e -> e.getValue().getAsJsonObject())
                .filter(node -> Tree.text(node, "class_type").contains("Sampler"))
                .map(node -> Tree.object(node, "inputs"))
                .filter(inputs -> inputs.has("positive") || inputs.has("guider"))
                // The sampler that makes the picture from noise comes before those that refine it.
                .min(Comparator.comparing(inputs -> find(inputs, "latent_image", in -> in.has("width") && in.has("height")).isEmpty()))
                .map(this::facts);
    }

    private Map<String, Object> facts(JsonObject sampler) {
        JsonObject size = find(sampler, "latent_image", in -> in.has("width") && in.has("height")).orElse(new JsonObject());
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Prompt", words(sampler, "positive"));
        facts.put("Negative prompt", words(sampler, "negative"));
        Tree.put(facts, "Steps", value(sampler, "steps", "sigmas"));
        Tree.put(facts, "Sampler", value(sampler, "sampler_name", "sampler"));
        Tree.put(facts, "Schedule type", value(sampler, "scheduler", "sigmas"));
        Tree.put(facts, "CFG scale", value(sampler, "cfg", "guider"));
        Tree.put(facts, "Seed", Stream.of(value(sampler, "seed", "noise"), value(sampler, "noise_seed", "noise")).filter(s -> !s.isEmpty())
                .findFirst().orElse(""));
        Tree.put(facts, "Size-1", literal(size, "width"));
        Tree.put(facts, "Size-2", literal(size, "height"));
        Tree.put(facts, "Model", model(sampler));
        String strength = value(sampler, "denoise", "sigmas");
        Tree.put(facts, "Denoising strength", strength.matches("1(\\.0*)?") ? "" : strength);
        // It draws its noise on the CPU.
        facts.put("RNG", "CPU");
        return facts;
    }

    private String words(JsonObject sampler, String side) {
        JsonObject from = sampler.has(side) ? sampler : find(sampler, "guider", in -> in.has(side) || in.has("conditioning")).orElse(sampler);
        String link = from.has(side) || side.equals("negative") ? side : "conditioning";
        return find(from, link, in -> !literal(in, "text", "text_g", "string", "value").isEmpty())
                .map(in -> literal(in, "text", "text_g", "string", "value")).orElse("");
    }

    private String model(JsonObject sampler) {
        String[] names = {"ckpt_name", "unet_name", "model_name"};
        JsonObject from = sampler.has("model") ? sampler : target(sampler.get("guider")).orElse(sampler);
        return find(from, "model", in -> !literal(in, names).isEmpty()).map(in -> literal(in, names)).orElse("")
                .replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.(safetensors|ckpt|gguf)$", "");
    }

    /** A value of the sampler itself, or of the node that a link of it leads to. */
    private String value(JsonObject sampler, String name, String link) {
        String own = literal(sampler, name);
        return !own.isEmpty() ? own : Stream.of(name, link)
                .flatMap(l -> find(sampler, l, in -> !literal(in, name, "value", "seed", "int").isEmpty()).stream())
                .map(in -> literal(in, name, "value", "seed", "int")).findFirst().orElse("");
    }

    /** The inputs of the first node that fits, on the way that begins with a link. */
    private Optional<JsonObject> find(JsonObject from, String link, Predicate<JsonObject> fits) {
        Optional<JsonObject> at = target(from.get(link));
        for (int i = 0; i < FARTHEST && at.isPresent(); i++) {
            JsonObject inputs = at.get();
            if (fits.test(inputs)) {
                return at;
            }
            at = Stream.concat(Stream.of(link), ONWARD.stream()).flatMap(name -> target(inputs.get(name)).stream()).findFirst();
        }
        return Optional.empty();
    }

    /** A link is the id of a node and the number of its output. */
    private Optional<JsonObject> target(JsonElement link) {
        return link instanceof JsonArray pair && !pair.isEmpty() && pair.get(0) instanceof JsonPrimitive id
                && nodes.get(id.getAsString()) instanceof JsonObject node ? Optional.of(Tree.object(node, "inputs")) : Optional.empty();
    }

    private static String literal(JsonObject inputs, String... names) {
        return Tree.text(inputs, names);
    }
}
