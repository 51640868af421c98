package mezzotint.libs.solvers;

import java.util.ArrayList;
import java.util.List;
import mezzotint.diffusion.Denoiser;
import mezzotint.tensor.Tensor;

/**
 * An exponential Runge-Kutta method: Hochbruck and Ostermann (2005). Over the logarithm of the level a latent decays towards the clean
 * picture; weights are functions of the length of the step there. For latents that hold the whole picture.
 */
public interface ExponentialTableau {

    /** The weights of the pictures in a stage, as parts of the step; as many as there are stages before it. @param h length of the step */
    double[] stage(int stage, double h);

    /** The weights of the pictures in the step, as parts of it. */
    double[] weights(double h);

    /** Where the stages lie, from 0, the start, to 1, the end. */
    double[] places();

    /** Calls in a step. */
    default int calls() {
        return places().length;
    }

    /** A walk of {@link #calls()} calls a step. A step to 0 is the clean picture. */
    default Tensor walk(Denoiser model, Tensor x, double[] sigmas) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Tensor denoised = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] == 0) {
                return denoised;
            }
            double h = Math.log(sigmas[i] / sigmas[i + 1]);
            List<Tensor> pictures = new ArrayList<>(List.of(denoised));
            for (int stage = 1; stage < places().length; stage++) {
                double level = sigmas[i] * Math.exp(-places()[stage] * h);
                pictures.add(model.denoise(x.times(level / sigmas[i]).plus(scaled(pictures, stage(stage, h), h)), level));
            }
            x = x.times(sigmas[i + 1] / sigmas[i]).plus(scaled(pictures, weights(h), h));
        }
        return x;
    }

    private static Tensor scaled(List<Tensor> pictures, double[] weights, double h) {
        return Exponential.sum(pictures, weights).times(h);
    }
}
