package mezzotint.architecture.sd;

import java.util.List;
import mezzotint.libs.config.Config;
import mezzotint.model.Prediction;
import mezzotint.plugin.Problem;

/**
 * What scheduler_config.json says of the model: what it predicts, and the noise it was trained on. What belongs to diffusers' way of
 * walking (timestep_spacing, steps_offset, solver_order) is the sampler's and the schedule's here, which the user chooses.
 */
final class Scheduler {

    static final String FILE = "scheduler/scheduler_config.json";

    private Scheduler() {}

    /** @throws Problem that names the key, if it asks for a process that is not this one */
    static void check(Config config) {
        if (config.text("_class_name", "").matches("(FlowMatch|EDM|KarrasVe|ScoreSde|CMStochastic|VQDiffusion).*")) {
            throw config.unsupported("_class_name", "models are walked here with the noise of Stable Diffusion");
        }
        for (String key : List.of("clip_sample", "thresholding", "use_flow_sigmas")) {
            config.flag(key, false);
            Drawn.require(config, key, "false");
        }
        Drawn.require(config, "timestep_type", "\"discrete\"");
        Drawn.require(config, "interpolation_type", "\"linear\"");
        config.text("timestep_spacing", "leading", List.of("leading", "trailing", "linspace"));
        config.whole("steps_offset", 0, 0, config.whole("num_train_timesteps", 1000, 2, Betas.MOST));
        List.of("set_alpha_to_one", "skip_prk_steps", "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas").forEach(key -> config.flag(key, false));
    }

    static Prediction prediction(Config config) {
        return switch (config.text("prediction_type", "epsilon", List.of("epsilon", "v_prediction", "sample", "flow_prediction"))) {
            case "v_prediction" -> Prediction.VELOCITY;
            case "sample" -> Prediction.SAMPLE;
            case "flow_prediction" -> throw config.unsupported("prediction_type", "epsilon, v_prediction and sample are read");
            default -> Prediction.NOISE;
        };
    }
}
