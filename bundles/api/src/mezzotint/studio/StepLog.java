package mezzotint.studio;

import java.util.Optional;
import mezzotint.tensor.Tensor;

/**
 * A log of the denoiser's answers to one request, in their order. With it a walk that was cut off can be walked again: the sampler starts from
 * its first step, and what was answered once is not computed again. For one thread.
 */
public interface StepLog {

    /** Keeps nothing. */
    StepLog NONE = new StepLog() {
        @Override
        public void open(String makers) {}

        @Override
        public Optional<Tensor> recall(Tensor x, double sigma) {
            return Optional.empty();
        }

        @Override
        public void add(Tensor x, double sigma, Tensor denoised) {}
    };

    /**
     * Begins the walk.
     *
     * @param makers model, plugins and their versions: answers that others gave are not used
     */
    void open(String makers);

    /** The next answer, if it was given to the same latent at the same level; else it and all after it are dropped. */
    Optional<Tensor> recall(Tensor x, double sigma);

    /** Keeps one more answer. */
    void add(Tensor x, double sigma, Tensor denoised);
}
