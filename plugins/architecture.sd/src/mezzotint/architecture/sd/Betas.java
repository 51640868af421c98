package mezzotint.architecture.sd;

import mezzotint.diffusion.Levels;
import mezzotint.plugin.Problem;

/**
 * The noise levels of a variance-preserving diffusion, sigma = sqrt((1 - a) / a) with a the product of
 * 1 - beta up to a timestep, as a table of logarithms.
 */
final class Betas implements Levels {

    private final double[] logs;

    private Betas(double[] logs) {
        this.logs = logs;
    }

    static Betas of(Config scheduler) {
        int count = scheduler.integer("num_train_timesteps", 1000);
        double start = scheduler.number("beta_start", 0.00085);
        double end = scheduler.number("beta_end", 0.012);
        String spacing = scheduler.text("beta_schedule", "scaled_linear");
        if (!spacing.equals("scaled_linear") && !spacing.equals("linear")) {
            throw Problem.invalid(scheduler.file() + " asks for the beta schedule " + spacing, "use scaled_linear or linear");
        }
        boolean scaled = spacing.equals("scaled_linear");
        double[] logs = new double[count];
        double kept = 1;
        for (int i = 0; i < count; i++) {
            double t = (double) i / (count - 1);
            double root = Math.sqrt(start) + t * (Math.sqrt(end) - Math.sqrt(start));
            kept *= 1 - (scaled ? root * root : start + t * (end - start));
            // The reference keeps this table in 32 bits, and pictures are compared with it.
            double stored = (float) kept;
            logs[i] = Math.log((float) Math.sqrt((1 - stored) / stored));
        }
        return new Betas(logs);
    }

    @Override
    public int count() {
        return logs.length;
    }

    @Override
    public double sigma(double timestep) {
        double t = Math.min(Math.max(timestep, 0), logs.length - 1);
        int low = (int) Math.min(t, logs.length - 2);
        return Math.exp(logs[low] + (t - low) * (logs[low + 1] - logs[low]));
    }

    @Override
    public double timestep(double sigma) {
        double log = Math.log(sigma);
        int low = 0;
        int high = logs.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (logs[middle] <= log) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double t = low + (log - logs[low]) / (logs[high] - logs[low]);
        return Math.min(Math.max(t, 0), logs.length - 1);
    }
}
