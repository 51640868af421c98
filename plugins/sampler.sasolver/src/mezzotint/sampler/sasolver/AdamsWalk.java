package mezzotint.sampler.sasolver;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.libs.solvers.Exponential;
import mezzotint.libs.solvers.History;
import mezzotint.tensor.Tensor;

/** One walk: what it has seen, and the noise of the step that is to be corrected. */
final class AdamsWalk {

    private final Denoiser model;
    private final double[] sigmas;
    private final Noise noise;
    private final SaSolver.Params params;
    private final History<Tensor> past;
    private Tensor fresh;
    private double tau;

    AdamsWalk(Denoiser model, double[] sigmas, Noise noise, SaSolver.Params params) {
        this.model = model;
        this.sigmas = sigmas;
        this.noise = noise;
        this.params = params;
        this.past = new History<>(Math.max(params.predictor(), params.corrector()));
    }

    Tensor end(Tensor x) {
        Tensor predicted = x;
        for (int i = 0; i + 1 < sigmas.length; i++) {
            past.add(model.denoise(predicted, sigmas[i]));
            int order = correctorOrder(i);
            x = order == 0 ? predicted : stepped(x, i - 1, i, order);
            if (order > 0 && params.pece()) {
                past.replace(model.denoise(x, sigmas[i]));
            }
            if (sigmas[i + 1] == 0) {
                return past.get(0);
            }
            draw(i);
            predicted = stepped(x, i, i, predictorOrder(i));
        }
        return predicted;
    }

    private void draw(int i) {
        double next = sigmas[i + 1];
        tau = next <= params.from() && next >= params.to() ? params.eta() : 0;
        double kept = Math.pow(next / sigmas[i], 2 * tau * tau);
        fresh = tau == 0 || params.noise() == 0 ? null : noise.between(sigmas[i], next).times(next * Math.sqrt(1 - kept) * params.noise());
    }

    /** Over a step, along the polynomial through the pictures up to that of level {@code seen}. */
    private Tensor stepped(Tensor x, int step, int seen, int order) {
        double h = Math.log(sigmas[step] / sigmas[step + 1]);
        double[] places = new double[order];
        for (int back = 0; back < order; back++) {
            places[back] = Math.log(sigmas[step] / sigmas[seen - back]) / h;
        }
        double decay = (1 + tau * tau) * h;
        Tensor end = x.times(Math.exp(-decay)).plus(Exponential.sum(past.newestFirst(), Exponential.weights(places, decay)));
        return fresh == null ? end : end.plus(fresh);
    }

    private int predictorOrder(int i) {
        return Math.min(Math.min(params.predictor(), past.size()), endsAtZero() ? sigmas.length - 2 - i : sigmas.length);
    }

    private int correctorOrder(int i) {
        if (i == 0 || sigmas[i + 1] == 0 && !params.pece()) {
            return 0;
        }
        return Math.min(Math.min(params.corrector(), past.size()), endsAtZero() ? sigmas.length - 1 - i : sigmas.length);
    }

    /** Near its end a walk takes lower orders, which are steadier. */
    private boolean endsAtZero() {
        return sigmas[sigmas.length - 1] == 0;
    }
}
