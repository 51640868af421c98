package mezzotint.adapter.lora;

import java.util.Set;

/**
 * A difference written out whole.
 *
 * @param role its tensor
 * @param parameter of the layer that it is added to
 */
record Difference(String role, String parameter) implements Kind {

    @Override
    public boolean fits(Layer layer) {
        return layer.has(role);
    }

    @Override
    public Set<String> roles() {
        return Set.of(role);
    }

    @Override
    public String delta(LayerDrawing draw) {
        return draw.shaped(draw.tensor(role), false);
    }

    @Override
    public int rank(Layer layer) {
        return 0;
    }
}
