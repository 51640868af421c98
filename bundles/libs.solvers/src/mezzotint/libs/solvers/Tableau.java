package mezzotint.libs.solvers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import mezzotint.diffusion.Denoiser;
import mezzotint.tensor.Tensor;

/**
 * A Runge-Kutta method, written as Butcher (1964) does, and the walk by it: the slope over the level is (x - denoised) / level, as in
 * Karras et al. (2022). A step to 0, where there is no slope, is Euler's.
 *
 * @param places of the stages in a step, 0 for its start and 1 for its end
 * @param stages the weights of the slopes in each stage, a row each; of later stages too where the method is implicit
 * @param weights of the slopes in the step
 */
public record Tableau(double[] places, double[][] stages, double[] weights) {

    /** A method by its stages, whose places are the sums of their rows; where stages follow from those before alone, rows are as long as there are such. */
    public static Tableau of(double[][] stages, double... weights) {
        double[] places = Arrays.stream(stages).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
        return new Tableau(places, stages, weights);
    }

    /** Calls of a method whose stages follow from those before, in a step. */
    public int calls() {
        return places.length;
    }

    /** Calls of an implicit method in a step: each round goes through all stages, and the first begins with a slope of its own. */
    public int calls(int rounds) {
        return rounds * places.length + 1;
    }

    /** A walk of {@link #calls()} calls a step. */
    public Tensor walk(Denoiser model, Tensor x, double[] sigmas) {
        return walk(model, x, sigmas, 1);
    }

    /**
     * A walk that finds the stages of an implicit method by going through them some times, each with the newest slopes of the others,
     * from the slope at the start of the step. Each time raises the order by one at least, up to the method's.
     */
    public Tensor walk(Denoiser model, Tensor x, double[] sigmas, int rounds) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Tensor denoised = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] == 0) {
                return denoised;
            }
            x = step(model, x, x.minus(denoised).over(sigmas[i]), sigmas[i], sigmas[i + 1], rounds);
        }
        return x;
    }

    private Tensor step(Denoiser model, Tensor x, Tensor first, double sigma, double next, int rounds) {
        boolean implicit = stages[0].length > 0;
        List<Tensor> slopes = new ArrayList<>();
        if (implicit) {
            slopes.addAll(Collections.nCopies(places.length, first));
        } else {
            slopes.add(first);
        }
        for (int round = 0; round < rounds; round++) {
            for (int stage = implicit ? 0 : 1; stage < places.length; stage++) {
                double level = sigma + places[stage] * (next - sigma);
                Tensor slope = slope(model, moved(x, slopes, stages[stage], next - sigma), level);
                if (implicit) {
                    slopes.set(stage, slope);
                } else {
                    slopes.add(slope);
                }
            }
        }
        return moved(x, slopes, weights, next - sigma);
    }

    private static Tensor moved(Tensor x, List<Tensor> slopes, double[] weights, double length) {
        for (int j = 0; j < weights.length; j++) {
            x = weights[j] == 0 ? x : x.plus(slopes.get(j).times(weights[j] * length));
        }
        return x;
    }

    private static Tensor slope(Denoiser model, Tensor x, double sigma) {
        return x.minus(model.denoise(x, sigma)).over(sigma);
    }
}
