package mezzotint.libs.infotext.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** ComfyUI's graph of nodes, which are linked by their inputs. It knows which inputs were read: the rest is left, by the node's type. */
final class ComfyGraph {

    /**
     * A node.
     *
     * @param type class of the node
     * @param inputs values, and links: the id of a node and the number of its output
     */
    record Node(String id, String type, JsonObject inputs) {

        boolean has(String input) {
            return inputs.has(input);
        }
    }

    /** Nodes passed on the way to a value; a graph may have circles. */
    private static final int FARTHEST = 50;
    /** What leads on to the value that a node passes through. */
    private static final List<String> ONWARD = List.of(
            "conditioning", "conditioning_1", "conditioning_to", "positive", "guider", "model", "samples", "pixels", "latent_image", "noise",
            "sigmas", "sampler", "text", "string", "value", "clip", "any", "source");
    /** Nodes that change nothing: they keep, show and carry. */
    private static final Set<String> QUIET = Set.of("SaveImage", "PreviewImage", "SaveAnimatedWEBP", "SaveAnimatedPNG", "VAEDecode", "Reroute",
            "PrimitiveNode", "Note", "MarkdownNote");
    /** What inputs say when they change nothing. */
    private static final Map<String, String> IDLE = Map.of("batch_size", "1", "add_noise", "enable", "return_with_leftover_noise", "disable",
            "start_at_step", "0", "end_at_step", "10000", "weight_dtype", "default", "device", "default");

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, Set<String>> read = new LinkedHashMap<>();

    ComfyGraph(JsonObject graph) {
        graph.entrySet().stream().filter(e -> e.getValue().isJsonObject()).forEach(e -> nodes.put(e.getKey(), new Node(e.getKey(),
                Tree.text(e.getValue().getAsJsonObject(), "class_type"), Tree.object(e.getValue().getAsJsonObject(), "inputs"))));
    }

    Stream<Node> nodes() {
        return nodes.values().stream();
    }

    /** The node that an input links to. */
    Optional<Node> target(Node from, String input) {
        return from.inputs.get(input) instanceof JsonArray link && !link.isEmpty() && link.get(0) instanceof JsonPrimitive id
                ? Optional.ofNullable(nodes.get(id.getAsString())) : Optional.empty();
    }

    /** The first node that fits, on the way that begins with a link. */
    Optional<Node> find(Node from, String link, Predicate<Node> fits) {
        Optional<Node> at = target(from, link);
        for (int i = 0; i < FARTHEST && at.isPresent(); i++) {
            Node node = at.get();
            if (fits.test(node)) {
                return at;
            }
            at = Stream.concat(Stream.of(link), ONWARD.stream()).flatMap(name -> target(node, name).stream()).findFirst();
        }
        return Optional.empty();
    }

    /** Whether a node has a value under one of these names. */
    static boolean says(Node node, String... names) {
        return !Tree.text(node.inputs, names).isEmpty();
    }

    /** The first of these inputs that is a value, which is read by that; empty if there is none. */
    String value(Node node, String... names) {
        used.add(node.id);
        for (String name : names) {
            String value = Tree.text(node.inputs, name);
            if (!value.isEmpty()) {
                read.computeIfAbsent(node.id, id -> new HashSet<>()).add(name);
                return value;
            }
        }
        return "";
    }

    /** What nobody read: the values of each node by its type, with its number where there are several of them. */
    Map<String, Object> left() {
        var left = new LinkedHashMap<String, Object>();
        nodes.values().stream().filter(node -> !QUIET.contains(node.type)).forEach(node -> {
            String values = node.inputs.entrySet().stream().filter(e -> !isRead(node, e.getKey(), e.getValue()))
                    .map(e -> e.getKey() + ": " + Tree.brief(e.getValue())).collect(Collectors.joining(", "));
            if (!values.isEmpty() || !used.contains(node.id)) {
                left.put(left.containsKey(node.type) ? node.type + " " + node.id : node.type, Tree.brief(values));
            }
        });
        return left;
    }

    private boolean isRead(Node node, String input, JsonElement value) {
        boolean link = value instanceof JsonArray pair && pair.size() == 2 && pair.get(0) instanceof JsonPrimitive id && nodes.containsKey(id.getAsString());
        return link || !Tree.says(value) || read.getOrDefault(node.id, Set.of()).contains(input) || input.startsWith("control_after_generate")
                || value instanceof JsonPrimitive plain && plain.getAsString().equals(IDLE.get(input));
    }
}
