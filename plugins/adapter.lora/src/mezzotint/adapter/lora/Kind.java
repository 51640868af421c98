package mezzotint.adapter.lora;

import java.util.Set;

/** A way to write down what is added to a weight. */
interface Kind {

    /** Whether a layer holds all that it needs. */
    boolean fits(Layer layer);

    /** What it reads of a layer, besides what all kinds do. */
    Set<String> roles();

    /** The parameter of the model's layer that it changes. */
    default String parameter() {
        return "weight";
    }

    /** Draws what is added, in the shape of the weight. */
    String delta(LayerDrawing draw);

    /** The number by which alpha is divided; 0 where alpha does not count. */
    int rank(Layer layer);
}
