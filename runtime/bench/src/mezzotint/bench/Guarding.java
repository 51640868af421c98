package mezzotint.bench;

import java.util.Arrays;
import java.util.Hashtable;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.fault.Faults;
import mezzotint.fault.HookTime;
import mezzotint.plugin.Lease;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugins;
import mezzotint.tensor.Tensor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** What the guards before plugins cost: the same call of a plugin through its guard and without, within one walk. */
record Guarding(BundleContext context, Plugins plugins, Faults faults) {

    private static final String ID = "bench";
    private static final int CALLS = 20_000;
    private static final int ROUNDS = 15;

    /** A plugin whose calls take next to no time. */
    public static final class Same implements Guidance<None> {

        /** Keeps the compiler from leaving the calls out. */
        private volatile double last;

        @Override
        public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, None params) {
            return (x, sigma) -> {
                last = sigma;
                return x;
            };
        }
    }

    /** Calls its denoiser over and over, and keeps the nanoseconds of a call. */
    public static final class Caller implements Sampler<None> {

        private double nanos;

        @Override
        public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                x = model.denoise(x, 1);
            }
            nanos = (double) (System.nanoTime() - start) / CALLS;
            return x;
        }
    }

    /**
     * @param step seconds of a step of the walk that is compared with
     * @param calls guarded calls that a step of it makes
     */
    void print(double step, double calls) {
        var caller = new Caller();
        ServiceRegistration<?> sampler = register(Sampler.class, caller);
        ServiceRegistration<?> guidance = register(Guidance.class, new Same());
        try {
            double[] guarded = new double[ROUNDS];
            double[] plain = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) { // in turns, so that both see the same machine
                guarded[i] = nanos(caller, true);
                plain[i] = nanos(caller, false);
            }
            Arrays.sort(guarded);
            Arrays.sort(plain);
            double more = guarded[ROUNDS / 2] - plain[ROUNDS / 2];
            System.out.printf("a call of a plugin costs %.0f ns with its guard and %.1f ns without; at %.1f calls a step that is %.4f %% of a step of %.1f ms%n",
                    guarded[ROUNDS / 2], plain[ROUNDS / 2], calls, 100 * calls * more / 1e9 / step, 1000 * step);
        } finally {
            guidance.unregister();
            sampler.unregister();
        }
    }

    /** A walk by a guarded sampler, whose denoiser is guarded or not. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private double nanos(Caller caller, boolean guarded) {
        try (Lease<Sampler> sampler = plugins.lease(Sampler.class, ID); Lease<Guidance> guidance = plugins.lease(Guidance.class, ID)) {
            Guidance<None> hook = guarded ? guidance.hook() : new Same();
            sampler.hook().sample(hook.guide(null, null, null, new None()), Tensor.zeros(1, 4, 32, 32), new double[] {1, 0}, null, new None());
            return caller.nanos;
        }
    }

    private ServiceRegistration<?> register(Class<?> hook, Object plugin) {
        return context.registerService(hook.getName(), plugin, new Hashtable<>(Map.of("mezzotint.id", ID, "mezzotint.label", "Bench")));
    }

    /** Guarded calls since the start. */
    long calls() {
        return faults.times().stream().mapToLong(HookTime::calls).sum();
    }
}
