package mezzotint.adapter.lora;

import java.util.Set;

/** LoHa: two products of low rank, multiplied value by value (Hyeon-Woo et al., 2021; Yeh et al., 2023). */
final class Hadamard implements Kind {

    @Override
    public boolean fits(Layer layer) {
        return layer.roles().containsAll(Set.of("hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b"));
    }

    @Override
    public Set<String> roles() {
        return Set.of("hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b", "hada_t1", "hada_t2");
    }

    @Override
    public String delta(LayerDrawing draw) {
        return draw.times(half(draw, "1"), half(draw, "2"));
    }

    private static String half(LayerDrawing draw, String number) {
        String a = draw.matrix("hada_w" + number + "_a");
        String b = draw.matrix("hada_w" + number + "_b");
        String core = "hada_t" + number;
        return draw.shaped(draw.layer().has(core) ? draw.tucker(draw.tensor(core), draw.transposed(a), b) : draw.product(a, b), true);
    }

    @Override
    public int rank(Layer layer) {
        return layer.length("hada_w1_b", 0);
    }
}
