package mezzotint.core.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.graph.Size;
import mezzotint.model.Networks;

/**
 * What the networks of a model take in memory, in bytes, by the shapes of their values. All but a little of it grows with the area of the
 * picture, so it is found once for a model.
 *
 * @param walk of the denoiser, for each cell of the latent and each row of the batch
 * @param picture of the decoder, for each cell of the latent
 * @param weights of all networks but the encoder of pictures, as 32-bit floats
 * @param cell of the latent itself, for each of its cells
 * @param factor pixels to one cell, along each side
 */
record ModelMemory(double walk, double picture, long weights, int cell, int factor) {

    /** Cells along each side of the latent that is looked at. */
    private static final int SIDE = 64;
    /** Rows of a prompt's encoding where a network names no number. */
    private static final int TOKENS = 77;
    private static final Set<Op> VIEWS = Set.of(Op.SLICE, Op.REARRANGE);

    static ModelMemory of(Networks networks) {
        double cells = SIDE * SIDE;
        return new ModelMemory(live(networks.denoiser()) / cells, live(networks.decoder()) / cells, weights(networks),
                Float.BYTES * networks.latents().channels(), networks.latents().factor());
    }

    /** Bytes of the weights of all networks but the encoder of pictures, as 32-bit floats. */
    private static long weights(Networks networks) {
        return weights(networks.denoiser()) + weights(networks.decoder()) + networks.texts().values().stream().mapToLong(ModelMemory::weights).sum();
    }

    private static long weights(Graph graph) {
        var shapes = graph.shapes();
        return graph.nodes().stream().filter(node -> node.op() == Op.WEIGHT)
                .mapToLong(node -> Float.BYTES * shapes.get(node.name()).stream().mapToLong(size -> size.bind(Map.of())).reduce(1, Math::multiplyExact)).sum();
    }

    /** The most bytes of values that are there at the same time. */
    private static long live(Graph whole) {
        Graph graph = whole.without(whole.inputs().stream().filter(Input::optional).map(Input::name).collect(Collectors.toSet()));
        Map<String, int[]> shapes = graph.bind(inputs(graph));
        Map<String, Integer> last = lastReads(graph);
        Map<String, Node> nodes = graph.byName();
        var present = new HashMap<String, Long>();
        long now = 0;
        long most = 0;
        int place = 0;
        for (Node node : graph.nodes()) {
            if (shapes.containsKey(node.name()) && node.op() != Op.WEIGHT && !VIEWS.contains(node.op())) {
                present.put(node.name(), bytes(shapes.get(node.name())));
                now += present.get(node.name());
                most = Math.max(most, now);
            }
            int here = place++;
            for (String input : node.inputs()) {
                String owner = owner(input, nodes);
                if (last.get(owner) == here && present.containsKey(owner)) {
                    now -= present.remove(owner);
                }
            }
        }
        return most;
    }

    private static Map<String, Integer> lastReads(Graph graph) {
        Map<String, Node> nodes = graph.byName();
        var last = new HashMap<String, Integer>();
        int place = 0;
        for (Node node : graph.nodes()) {
            for (String input : node.inputs()) {
                last.put(owner(input, nodes), place);
            }
            place++;
        }
        return last;
    }

    /** The value in whose memory this one lies. */
    private static String owner(String value, Map<String, Node> nodes) {
        Node node = nodes.get(value);
        return node != null && VIEWS.contains(node.op()) ? owner(node.inputs().get(0), nodes) : value;
    }

    private static long bytes(int[] shape) {
        long bytes = Float.BYTES;
        for (int length : shape) {
            bytes *= length;
        }
        return bytes;
    }

    private static Map<String, int[]> inputs(Graph graph) {
        var out = new HashMap<String, int[]>();
        for (Input input : graph.inputs()) {
            out.put(input.name(), input.shape().stream().mapToInt(ModelMemory::length).toArray());
        }
        return out;
    }

    /** For one row of the batch. */
    private static int length(Size size) {
        return !(size instanceof Size.Named named) ? size.bind(Map.of()) : switch (named.name()) {
            case "batch" -> 1;
            case "height", "width" -> SIDE;
            default -> TOKENS;
        };
    }
}
