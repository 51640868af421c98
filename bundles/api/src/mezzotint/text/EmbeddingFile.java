package mezzotint.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.graph.Revision;
import mezzotint.graph.Size;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/**
 * What a file of textual inversion (Gal et al., 2022) holds: vectors that stand for its name in prompts. Read are the forms of AUTOMATIC1111 ({@code emb_params},
 * {@code string_to_param}, and {@code clip_l} with {@code clip_g} for Stable Diffusion XL) and of diffusers (one tensor, called by the word).
 *
 * @param name of the file, without folders and ending
 * @param tensors their shapes, [vectors, width] or [width], by their names; each of another width, and all of as many vectors
 */
public record EmbeddingFile(String name, Map<String, List<Integer>> tensors) {

    private static final String NESTED = "string_to_param.";
    private static final Set<String> TWO = Set.of("clip_l", "clip_g");

    public EmbeddingFile {
        tensors = Map.copyOf(tensors);
    }

    /** @throws Problem of kind {@code INVALID} if the file holds something else */
    public static EmbeddingFile of(String name, Checkpoint file) {
        Set<String> nested = file.names().stream().filter(tensor -> tensor.startsWith(NESTED)).collect(Collectors.toSet());
        Set<String> all = nested.isEmpty() ? file.names() : nested;
        boolean one = all.size() == 1 || all.equals(TWO);
        Map<String, List<Integer>> shapes = !one ? Map.of()
                : all.stream().collect(Collectors.toMap(tensor -> tensor, tensor -> Arrays.stream(file.shape(tensor)).boxed().toList()));
        boolean fits = one && shapes.values().stream().allMatch(shape -> !shape.isEmpty() && shape.size() <= 2 && !shape.contains(0));
        var embedding = new EmbeddingFile(name, shapes);
        if (!fits || embedding.widths().size() != shapes.size() || shapes.values().stream().map(EmbeddingFile::rows).distinct().count() != 1) {
            throw Problem.invalid("the embedding " + name + " does not hold the vectors of one word, but " + all.size() + " tensors" + (one ? " of the shapes " + shapes.values() : ""),
                    "take the word out of the prompt, or put the file into the folder of its kind: mezzotint inspect says what it is");
        }
        return embedding;
    }

    private static int rows(List<Integer> shape) {
        return shape.size() == 1 ? 1 : shape.get(0);
    }

    private static int width(List<Integer> shape) {
        return shape.get(shape.size() - 1);
    }

    /** Of each tensor, one or more. */
    public int vectors() {
        return tensors.values().stream().mapToInt(EmbeddingFile::rows).findFirst().orElse(0);
    }

    /** Values of the vectors of each tensor. */
    public Set<Integer> widths() {
        return tensors.values().stream().map(EmbeddingFile::width).collect(Collectors.toSet());
    }

    /**
     * Looks whether the vectors are for the text networks of a model: each of these needs some, and none may be left.
     *
     * @throws Problem of kind {@code INVALID} that names the widths
     */
    public void check(Collection<Graph> texts) {
        Set<Integer> needed = texts.stream().map(text -> table(text).map(table -> size(text, table, 1)).orElse(0)).collect(Collectors.toSet());
        if (!needed.equals(widths())) {
            throw Problem.invalid("the embedding " + name + " has vectors of " + words(widths()) + " values, and the words of this model have " + words(needed),
                    "use it with models of the family that it was made for, or take " + name + " out of the prompt");
        }
    }

    private static String words(Set<Integer> widths) {
        return widths.stream().sorted().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    /**
     * A text network with the vectors as further rows of its vocabulary.
     *
     * @param graph the network that knows them
     * @param embedding where they are in it
     */
    public record Appended(Graph graph, Embedding embedding) {}

    /**
     * Appends the vectors to the vocabulary of a text network that {@link #check} has let pass.
     *
     * @param prefix of the file's tensors in the graph
     */
    public Appended appended(Graph text, String prefix) {
        String table = table(text).orElseThrow();
        int width = size(text, table, 1);
        var tensor = tensors.entrySet().stream().filter(each -> width(each.getValue()) == width).findFirst().orElseThrow();
        var revision = new Revision(text);
        revision.replace(table, before -> {
            String rows = revision.weight(prefix + tensor.getKey(), tensor.getValue().stream().mapToInt(Integer::intValue).toArray());
            String shaped = tensor.getValue().size() == 2 ? rows : revision.node(Op.REARRANGE, List.of(rows), "pattern", "w -> 1 w");
            return revision.node(Op.CONCAT, List.of(before, shaped), "axis", 0);
        });
        return new Appended(revision.graph(), new Embedding(name, size(text, table, 0), vectors()));
    }

    /** The vocabulary: the first table that rows are taken of. */
    private static Optional<String> table(Graph text) {
        return text.nodes().stream().filter(node -> node.op() == Op.EMBED).map(Node::inputs).map(inputs -> inputs.get(1)).findFirst();
    }

    private static int size(Graph text, String table, int axis) {
        List<Size> shape = text.shapes().get(table);
        return shape.get(axis).bind(Map.of());
    }
}
