package mezzotint.backend.pytorch.script;

import mezzotint.graph.Node;

/** Attributes that fusions give to nodes, beyond those of the graph. */
public final class Marks {

    /** On a convolution: its last input is added to what it computes, and is overwritten. */
    public static final String ONTO = "pytorch.onto";

    /** On a convolution: its input is to be enlarged to twice its size first, by nearest neighbour. */
    public static final String DOUBLED = "pytorch.doubled";

    /** On a product: what follows it, {@code add} or {@code mul}, with the last input, or {@code gelu}. */
    public static final String TAIL = "pytorch.tail";

    private Marks() {}

    /** What follows a product; {@code none} if nothing does. */
    public static String tail(Node node) {
        return node.has(TAIL) ? node.text(TAIL) : "none";
    }

    /** Whether what follows a product takes the last input. */
    static boolean joins(Node node) {
        return tail(node).equals("add") || tail(node).equals("mul");
    }

    public static boolean has(Node node, String mark) {
        return node.flag(mark, false);
    }
}
