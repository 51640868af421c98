package mezzotint.libs.infotext.program;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.libs.infotext.program.ComfyGraph.Node;

/** The texts in a graph of ComfyUI that the prompt of one side is made of. */
final class ComfyPrompts {

    private static final String[] TEXTS = {"text", "text_g", "t5xxl", "string", "value", "clip_l", "text_l"};
    /** Nodes passed, in all; each is passed once. */
    private static final int DEEPEST = 100;
    /** What leads on, in this order. */
    private static final List<String> ONWARD = List.of("conditioning", "conditioning_1", "conditioning_to", "guider", "text", "text_g", "t5xxl",
            "string", "value", "any", "source");

    private final ComfyGraph graph;
    private final String side;
    private final Set<Node> seen = new HashSet<>();

    private ComfyPrompts(ComfyGraph graph, String side) {
        this.graph = graph;
        this.side = side;
    }

    /** @param side {@code positive} or {@code negative} */
    static String of(ComfyGraph graph, Node sampler, String side) {
        Node from = sampler.has(side) ? sampler
                : graph.find(sampler, "guider", node -> node.has(side) || node.has("conditioning")).orElse(sampler);
        var prompts = new ComfyPrompts(graph, side);
        return from.has(side) ? prompts.follow(from, side) : side.equals("positive") ? prompts.follow(from, "conditioning") : "";
    }

    private String follow(Node from, String link) {
        return graph.target(from, link).map(this::text).orElse("");
    }

    private String text(Node node) {
        if (node.type().contains("ZeroOut") || seen.size() > DEEPEST || !seen.add(node)) {
            graph.value(node);
            return "";
        }
        String own = graph.value(node, TEXTS);
        if (!own.isEmpty()) {
            // The second encoder of SDXL, where it is told the same.
            Stream.of("text_l", "clip_l").filter(name -> own.equals(Tree.text(node.inputs(), name))).forEach(name -> graph.value(node, name));
            return own;
        }
        return switch (node.type()) {
            case "ConditioningCombine" -> joined(node, ", ", "conditioning_1", "conditioning_2");
            // Parts of one prompt that are encoded each by itself.
            case "ConditioningConcat" -> joined(node, " BREAK ", "conditioning_to", "conditioning_from");
            case "StringConcatenate" -> strings(node);
            default -> Stream.concat(Stream.of(side), ONWARD.stream()).filter(name -> graph.target(node, name).isPresent()).findFirst()
                    .map(name -> follow(node, name)).orElse("");
        };
    }

    private String joined(Node node, String between, String... links) {
        return Stream.of(links).map(link -> follow(node, link)).filter(text -> !text.isBlank()).collect(Collectors.joining(between));
    }

    private String strings(Node node) {
        String between = graph.value(node, "delimiter");
        return Stream.of("string_a", "string_b").map(name -> Optional.of(graph.value(node, name)).filter(s -> !s.isEmpty())
                .orElseGet(() -> follow(node, name))).filter(Objects::nonNull).collect(Collectors.joining(between));
    }
}
