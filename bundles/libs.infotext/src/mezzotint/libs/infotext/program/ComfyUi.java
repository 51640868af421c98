package mezzotint.libs.infotext.program;

import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.libs.infotext.ModelName;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;
import mezzotint.libs.infotext.program.ComfyGraph.Node;

/**
 * Parameters from the graph of nodes that ComfyUI leaves: the inputs of the first sampler node that has words, and of the nodes that
 * these lead to. In PNG it stands under {@code prompt}, and as its editor has it under {@code workflow}; in other files behind these
 * words in any text.
 */
public final class ComfyUi implements ProgramReader {

    private static final String PROMPT = "prompt";
    private static final String WORKFLOW = "workflow";
    private static final Pattern NAMED = Pattern.compile("\\s*\"?(prompt|workflow)\"?\\s*[:=]\\s*(?=\\{)", Pattern.CASE_INSENSITIVE);
    private static final String[] NUMBERS = {"value", "seed", "int"};
    private static final String[] MODELS = {"ckpt_name", "unet_name", "model_name"};

    @Override
    public Optional<Reading> read(PictureFile picture) {
        Map<String, String> found = texts(picture.texts());
        Optional<JsonObject> graph = Optional.ofNullable(found.get(PROMPT)).map(json -> Tree.parse("ComfyUI", json));
        return graph.or(() -> Optional.ofNullable(found.get(WORKFLOW)).map(json -> ComfyWorkflow.nodes(Tree.parse("ComfyUI", json))))
                .flatMap(nodes -> reading(new ComfyGraph(nodes)));
    }

    /** The two texts, wherever they stand. */
    private static Map<String, String> texts(Map<String, String> texts) {
        var found = new LinkedHashMap<String, String>();
        texts.forEach((key, text) -> {
            Matcher named = NAMED.matcher(text);
            if (key.equals(PROMPT) || key.equals(WORKFLOW)) {
                found.put(key, text);
            } else if (named.lookingAt()) {
                found.putIfAbsent(named.group(1).toLowerCase(Locale.ROOT), text.substring(named.end()));
            } else {
                Tree.object(text).ifPresent(json -> within(json, text, found));
            }
        });
        return found;
    }

    /** JSON that is a graph itself, or has both. */
    private static void within(JsonObject json, String text, Map<String, String> found) {
        if (json.entrySet().stream().anyMatch(e -> e.getValue() instanceof JsonObject node && node.has("class_type"))) {
            found.putIfAbsent(PROMPT, text);
        } else if (json.has("nodes") && json.has("links")) {
            found.putIfAbsent(WORKFLOW, text);
        }
        Stream.of(PROMPT, WORKFLOW).filter(name -> json.get(name) instanceof JsonObject).forEach(name -> found.putIfAbsent(name, json.get(name).toString()));
    }

    private static Optional<Reading> reading(ComfyGraph graph) {
        return graph.nodes().filter(node -> node.type().contains("Sampler")).filter(node -> node.has("positive") || node.has("guider"))
                // The sampler that makes the picture from noise comes before those that refine it.
                .min(Comparator.comparing(node -> size(graph, node).isEmpty()))
                .map(sampler -> Reading.of("ComfyUI", facts(graph, sampler), graph.left()));
    }

    private static Optional<Node> size(ComfyGraph graph, Node sampler) {
        return graph.find(sampler, "latent_image", node -> node.has("width") && node.has("height"));
    }

    private static Map<String, Object> facts(ComfyGraph graph, Node sampler) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Prompt", ComfyPrompts.of(graph, sampler, "positive"));
        facts.put("Negative prompt", ComfyPrompts.of(graph, sampler, "negative"));
        Tree.put(facts, "Steps", value(graph, sampler, "steps", "sigmas"));
        Tree.put(facts, "Sampler", value(graph, sampler, "sampler_name", "sampler").replaceFirst("_gpu$", ""));
        Tree.put(facts, "Schedule type", value(graph, sampler, "scheduler", "sigmas"));
        Tree.put(facts, "CFG scale", value(graph, sampler, "cfg", "guider"));
        Tree.put(facts, "Seed", Stream.of("seed", "noise_seed").map(name -> value(graph, sampler, name, "noise")).filter(s -> !s.isEmpty())
                .findFirst().orElse(""));
        size(graph, sampler).ifPresent(size -> {
            Tree.put(facts, "Size-1", graph.value(size, "width"));
            Tree.put(facts, "Size-2", graph.value(size, "height"));
        });
        Tree.put(facts, "Model", ModelName.of(model(graph, sampler)));
        Tree.put(facts, "VAE", graph.nodes().filter(node -> node.type().equals("VAELoader")).findFirst()
                .map(node -> graph.value(node, "vae_name")).orElse(""));
        // Counted from the end, downwards from -1.
        Tree.put(facts, "Clip skip", graph.nodes().filter(node -> node.type().equals("CLIPSetLastLayer")).findFirst()
                .map(node -> graph.value(node, "stop_at_clip_layer")).orElse("").replaceFirst("^-", ""));
        String strength = value(graph, sampler, "denoise", "sigmas");
        Tree.put(facts, "Denoising strength", strength.matches("1(\\.0*)?") ? "" : strength);
        // It draws its noise on the CPU.
        facts.put("RNG", "CPU");
        return facts;
    }

    private static String model(ComfyGraph graph, Node sampler) {
        Node from = sampler.has("model") ? sampler : graph.target(sampler, "guider").orElse(sampler);
        return graph.find(from, "model", node -> ComfyGraph.says(node, MODELS)).map(node -> graph.value(node, MODELS)).orElse("");
    }

    /** A value of the sampler itself, or of the node that a link of it leads to. */
    private static String value(ComfyGraph graph, Node sampler, String name, String link) {
        String[] names = Stream.concat(Stream.of(name), Stream.of(NUMBERS)).toArray(String[]::new);
        String own = graph.value(sampler, name);
        return !own.isEmpty() ? own : Stream.of(name, link)
                .flatMap(l -> graph.find(sampler, l, node -> ComfyGraph.says(node, names)).stream())
                .map(node -> graph.value(node, names)).findFirst().orElse("");
    }
}
