package mezzotint.adapter.lora;

import java.util.Set;

/** GLoRA: one product that is added, and one that the weight is multiplied with first (Chavan et al., 2023). */
final class Generalized implements Kind {

    private static final Set<String> ROLES = Set.of("a1", "a2", "b1", "b2");

    @Override
    public boolean fits(Layer layer) {
        return layer.roles().containsAll(ROLES);
    }

    @Override
    public Set<String> roles() {
        return ROLES;
    }

    @Override
    public String delta(LayerDrawing draw) {
        String added = draw.product(draw.matrix("b2"), draw.matrix("b1"));
        String turned = draw.product(draw.product(draw.matrix(), draw.matrix("a2")), draw.matrix("a1"));
        return draw.shaped(draw.sum(added, turned), true);
    }

    @Override
    public int rank(Layer layer) {
        return 0;
    }
}
