package mezzotint.guidance.apg;

import java.util.ArrayList;
import mezzotint.tensor.Tensor;

/** From what is unwanted to what is wanted, and what the last steps leave of it. Of one walk at a time: a level that does not fall begins another. */
final class Direction {

    private final Apg.Params params;
    private Tensor last;
    private double level;

    Direction(Apg.Params params) {
        this.params = params;
    }

    /** @param wanted clean latent, whose own direction is left out */
    Tensor of(Tensor wanted, Tensor fresh, double sigma) {
        boolean goesOn = last != null && sigma < level;
        last = goesOn ? fresh.plus(last.times(params.momentum())) : fresh;
        level = sigma;
        var pictures = new ArrayList<Tensor>();
        for (int i = 0; i < fresh.size(0); i++) {
            pictures.add(projected(wanted.rows(i, i + 1), last.rows(i, i + 1)));
        }
        return Tensor.concat(pictures);
    }

    private Tensor projected(Tensor wanted, Tensor direction) {
        double norm = direction.rms() * Math.sqrt(direction.size());
        Tensor held = params.longest() > 0 && norm > params.longest() ? direction.times(params.longest() / norm) : direction;
        double square = dot(wanted, wanted);
        double share = square == 0 ? 0 : dot(held, wanted) / square;
        return held.minus(wanted.times((1 - params.eta()) * share));
    }

    private static double dot(Tensor a, Tensor b) {
        float[] left = a.toArray();
        float[] right = b.toArray();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
