package mezzotint.diffusion;

import java.util.List;
import java.util.stream.IntStream;
import mezzotint.tensor.Tensor;

/** A model and its two prompts, of which guidance makes a denoiser. */
public record PromptPair(Model model, Conditioning wanted, Conditioning unwanted) {

    /** What guidance makes of two answers to one latent. */
    @FunctionalInterface
    public interface Mix {

        /**
         * @param x the noisy latent, [batch, channels, height, width], as are the others
         * @param sigma its level
         * @param wanted clean latent by the wanted prompt
         * @param unwanted clean latent by the unwanted prompt
         */
        Tensor mix(Tensor x, double sigma, Tensor wanted, Tensor unwanted);
    }

    /** Asks for both prompts in one call, and mixes the answers. */
    public Denoiser mixed(Mix mix) {
        return new Mixed(this, mix);
    }

    /** As {@link #mixed}, each picture of the batch by itself: for mixes that measure a whole latent. */
    public Denoiser mixedEach(Mix mix) {
        return mixed((x, sigma, with, without) -> Tensor.concat(IntStream.range(0, x.size(0))
                .mapToObj(i -> mix.mix(x.rows(i, i + 1), sigma, with.rows(i, i + 1), without.rows(i, i + 1))).toList()));
    }

    /** Asks for the wanted prompt alone; for both only where what was unguided is asked for. */
    public Denoiser plain() {
        return new Plain(this);
    }

    private List<Tensor> both(Tensor x, double sigma) {
        return model.denoise(x, sigma, List.of(unwanted, wanted));
    }

    private record Mixed(PromptPair pair, Mix mix) implements Denoiser {

        @Override
        public Tensor denoise(Tensor x, double sigma) {
            return guided(x, sigma).denoised();
        }

        @Override
        public Guided guided(Tensor x, double sigma) {
            List<Tensor> both = pair.both(x, sigma);
            return new Guided(mix.mix(x, sigma, both.get(1), both.get(0)), both.get(0));
        }
    }

    private record Plain(PromptPair pair) implements Denoiser {

        @Override
        public Tensor denoise(Tensor x, double sigma) {
            return pair.model.denoise(x, sigma, List.of(pair.wanted)).get(0);
        }

        @Override
        public Guided guided(Tensor x, double sigma) {
            List<Tensor> both = pair.both(x, sigma);
            return new Guided(both.get(1), both.get(0));
        }
    }
}
