package mezzotint.adapter.lora;

import java.util.Set;

/** LoRA (Hu et al., 2021), up times down, and LoCon with a core between them (Yeh et al., 2023). */
final class LowRank implements Kind {

    private static final String UP = "lora_up";
    private static final String DOWN = "lora_down";
    private static final String MID = "lora_mid";

    @Override
    public boolean fits(Layer layer) {
        return layer.has(UP) && layer.has(DOWN);
    }

    @Override
    public Set<String> roles() {
        return Set.of(UP, DOWN, MID);
    }

    @Override
    public String delta(LayerDrawing draw) {
        String up = draw.matrix(UP);
        String down = draw.matrix(DOWN);
        return draw.shaped(draw.layer().has(MID) ? draw.tucker(draw.tensor(MID), up, down) : draw.product(up, down), true);
    }

    @Override
    public int rank(Layer layer) {
        return layer.length(DOWN, 0);
    }
}
