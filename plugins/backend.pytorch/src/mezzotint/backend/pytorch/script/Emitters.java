package mezzotint.backend.pytorch.script;

import java.util.EnumMap;
import java.util.Map;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.plugin.Problem;

/** The emitter of each operation that PyTorch is given. */
public final class Emitters {

    private static final Map<Op, Emitter> ALL = new EnumMap<>(Map.ofEntries(
            Map.entry(Op.WEIGHT, (node, script) -> script.tensor(node.text("tensor"))),
            Map.entry(Op.CONVOLVE, new Convolution()),
            Map.entry(Op.LINEAR, new Linear()),
            Map.entry(Op.ATTEND, new Attention()),
            Map.entry(Op.GROUP_NORM, Normalization::group),
            Map.entry(Op.LAYER_NORM, Normalization::layer),
            Map.entry(Op.RMS_NORM, Normalization::rms),
            Map.entry(Op.ACTIVATE, Elementwise::activate),
            Map.entry(Op.ADD, Elementwise::add),
            Map.entry(Op.MULTIPLY, Elementwise::multiply),
            Map.entry(Op.SCALE, Elementwise::scale),
            Map.entry(Op.CONCAT, Layout::concat),
            Map.entry(Op.SLICE, Layout::slice),
            Map.entry(Op.REARRANGE, Layout::rearrange),
            Map.entry(Op.UPSAMPLE, Layout::upsample),
            Map.entry(Op.EMBED, Embedding::rows),
            Map.entry(Op.TIME_EMBED, Embedding::times)));

    private Emitters() {}

    public static boolean knows(Op op) {
        return ALL.containsKey(op);
    }

    static Emitter of(Op op) {
        return ALL.get(op);
    }

    public static Problem unknown(Node node) {
        return new Problem(Problem.Kind.UNSUPPORTED, "PyTorch cannot run the node " + node.name() + " (" + node.op().name().toLowerCase()
                + ")", "choose another backend for this network");
    }
}
