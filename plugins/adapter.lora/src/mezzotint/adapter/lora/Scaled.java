package mezzotint.adapter.lora;

import java.util.Set;

/** IA3: the inputs or the outputs of a layer multiplied by numbers (Liu et al., 2022). */
final class Scaled implements Kind {

    private static final String FACTORS = "weight";
    private static final String ON_INPUT = "on_input";

    @Override
    public boolean fits(Layer layer) {
        return layer.has(FACTORS) && layer.has(ON_INPUT);
    }

    @Override
    public Set<String> roles() {
        return Set.of(FACTORS, ON_INPUT);
    }

    @Override
    public String delta(LayerDrawing draw) {
        int axis = draw.layer().number(ON_INPUT) != 0 ? 1 : 0;
        int length = draw.shape().length > axis ? draw.shape()[axis] : 0;
        String ones = " 1".repeat(Math.max(0, draw.shape().length - axis - 1));
        int[] given = draw.layer().shape(FACTORS);
        String from = "n" + " 1".repeat(Math.max(0, given.length - 1));
        return draw.times(draw.weight(), draw.rearrange(draw.tensor(FACTORS), from + " -> n" + ones, "n", length));
    }

    @Override
    public int rank(Layer layer) {
        return 0;
    }
}
