package mezzotint.backend.pytorch;

import mezzotint.graph.Node;

/** Attributes that fusions give to nodes, beyond those of the graph. */
final class Marks {

    /** On a convolution: its last input is added to what it computes, and is overwritten. */
    static final String ONTO = "pytorch.onto";

    /** On a convolution: its input is to be enlarged to twice its size first, by nearest neighbour. */
    static final String DOUBLED = "pytorch.doubled";

    private Marks() {}

    static boolean has(Node node, String mark) {
        return node.flag(mark, false);
    }
}
