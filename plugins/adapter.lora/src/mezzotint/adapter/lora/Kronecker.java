package mezzotint.adapter.lora;

import java.util.Set;

/** LoKr: the Kronecker product of two matrices, each of which may be a product itself (Yeh et al., 2023). */
final class Kronecker implements Kind {

    private static final String FIRST = "lokr_w1";
    private static final String SECOND = "lokr_w2";
    private static final String CORE = "lokr_t2";

    @Override
    public boolean fits(Layer layer) {
        return hasFactor(layer, FIRST) && hasFactor(layer, SECOND);
    }

    private static boolean hasFactor(Layer layer, String factor) {
        return layer.has(factor) || layer.has(factor + "_a") && layer.has(factor + "_b");
    }

    @Override
    public Set<String> roles() {
        return Set.of(FIRST, FIRST + "_a", FIRST + "_b", SECOND, SECOND + "_a", SECOND + "_b", CORE);
    }

    @Override
    public String delta(LayerDrawing draw) {
        String first = draw.rearrange(factor(draw, FIRST), "a b -> (a b) 1");
        String second = draw.rearrange(factor(draw, SECOND), "c d -> (c d) 1");
        Layer layer = draw.layer();
        int a = layer.length(layer.has(FIRST) ? FIRST : FIRST + "_a", 0);
        int c = layer.has(SECOND) ? layer.length(SECOND, 0) : layer.length(SECOND + "_a", layer.has(CORE) ? 1 : 0);
        return draw.shaped(draw.rearrange(draw.linear(first, second), "(a b) (c d) -> (a c) (b d)", "a", a, "c", c), true);
    }

    private static String factor(LayerDrawing draw, String factor) {
        if (draw.layer().has(factor)) {
            return draw.matrix(factor);
        }
        String a = draw.matrix(factor + "_a");
        String b = draw.matrix(factor + "_b");
        return factor.equals(SECOND) && draw.layer().has(CORE) ? draw.tucker(draw.tensor(CORE), draw.transposed(a), b) : draw.product(a, b);
    }

    @Override
    public int rank(Layer layer) {
        return layer.has(SECOND + "_b") ? layer.length(SECOND + "_b", 0) : layer.has(FIRST + "_b") ? layer.length(FIRST + "_b", 0) : 0;
    }
}
