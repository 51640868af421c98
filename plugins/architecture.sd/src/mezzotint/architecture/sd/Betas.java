package mezzotint.architecture.sd;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import mezzotint.diffusion.Levels;
import mezzotint.libs.config.Config;

/**
 * The noise levels of a variance-preserving diffusion, sigma = sqrt((1 - a) / a) with a the product of
 * 1 - beta up to a timestep, as a table of logarithms.
 */
final class Betas implements Levels {

    static final int MOST = 1_000_000;
    /** What A1111 and ComfyUI put in place of 0 at the last timestep, where sigma would be infinite. */
    private static final double NEARLY_ZERO = 4.8973451890853435e-8;
    private static final double MOST_BETA = 0.999;

    private final double[] logs;

    private Betas(double[] logs) {
        this.logs = logs;
    }

    static Betas of(Config scheduler) {
        double[] kept = kept(betas(scheduler));
        if (scheduler.flag("rescale_betas_zero_snr", false)) {
            rescale(kept);
        }
        double[] logs = new double[kept.length];
        for (int i = 0; i < logs.length; i++) {
            // The reference keeps this table in 32 bits, and pictures are compared with it.
            double stored = (float) kept[i];
            logs[i] = Math.log((float) Math.sqrt((1 - stored) / stored));
            if (!Double.isFinite(logs[i]) || i > 0 && logs[i] <= logs[i - 1]) {
                throw scheduler.wrong(scheduler.has("trained_betas") ? "trained_betas" : "beta_end",
                        "such that each of the " + logs.length + " timesteps adds noise and the last leaves something of the picture");
            }
        }
        return new Betas(logs);
    }

    private static double[] betas(Config scheduler) {
        int count = scheduler.whole("num_train_timesteps", 1000, 2, MOST);
        double start = share(scheduler, "beta_start", 0.00085);
        double end = share(scheduler, "beta_end", 0.012);
        List<Double> trained = scheduler.numbers("trained_betas");
        if (scheduler.has("trained_betas")) {
            if (trained.size() != count || trained.stream().anyMatch(b -> b <= 0 || b >= 1)) {
                throw scheduler.wrong("trained_betas", "a list of " + count + " numbers between 0 and 1, one for each of num_train_timesteps");
            }
            return trained.stream().mapToDouble(Double::doubleValue).toArray();
        }
        double low = Math.sqrt(start);
        double high = Math.sqrt(end);
        return switch (scheduler.text("beta_schedule", "scaled_linear")) {
            case "scaled_linear" -> table(count, t -> (low + t * (high - low)) * (low + t * (high - low)));
            case "linear" -> table(count, t -> start + t * (end - start));
            case "squaredcos_cap_v2" -> cosine(count);
            default -> throw scheduler.unsupported("beta_schedule", "scaled_linear, linear and squaredcos_cap_v2 are read");
        };
    }

    private static double share(Config scheduler, String key, double otherwise) {
        double value = scheduler.number(key, otherwise);
        if (value <= 0 || value >= 1) {
            throw scheduler.wrong(key, "a number between 0 and 1");
        }
        return value;
    }

    /** @param beta by the time from 0 to 1 */
    private static double[] table(int count, DoubleUnaryOperator beta) {
        return IntStream.range(0, count).mapToDouble(i -> beta.applyAsDouble((double) i / (count - 1))).toArray();
    }

    /** Nichol and Dhariwal (2021). */
    private static double[] cosine(int count) {
        DoubleUnaryOperator kept = t -> Math.pow(Math.cos((t + 0.008) / 1.008 * Math.PI / 2), 2);
        return IntStream.range(0, count).mapToDouble(i ->
                Math.min(1 - kept.applyAsDouble((i + 1.0) / count) / kept.applyAsDouble((double) i / count), MOST_BETA)).toArray();
    }

    /** What is left of the picture at each timestep, as a share of its variance. */
    private static double[] kept(double[] betas) {
        double[] kept = new double[betas.length];
        double product = 1;
        for (int i = 0; i < kept.length; i++) {
            product *= 1 - betas[i];
            kept[i] = product;
        }
        return kept;
    }

    /** Nothing of the picture is left at the last timestep, and the first stays as it is (Lin et al., 2024, algorithm 1). */
    private static void rescale(double[] kept) {
        double first = Math.sqrt(kept[0]);
        double last = Math.sqrt(kept[kept.length - 1]);
        for (int i = 0; i < kept.length; i++) {
            double root = (Math.sqrt(kept[i]) - last) * first / (first - last);
            kept[i] = root * root;
        }
        kept[kept.length - 1] = NEARLY_ZERO;
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
