package mezzotint.test.golden;

import java.util.Comparator;
import java.util.Hashtable;
import java.util.Map;
import java.util.stream.IntStream;
import mezzotint.diffusion.Levels;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.Networks;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.test.kit.Osgi;
import org.osgi.framework.ServiceRegistration;

/**
 * An architecture before all others, until it is closed: its models are those of Stable Diffusion, but at
 * the levels of a golden run their clock shows the run's timesteps. Diffusers rounds some of them.
 */
final class ClockedModels implements AutoCloseable {

    private final Lease<Architecture> base = Osgi.service(Plugins.class).lease(Architecture.class, "sd");
    private final double[] sigmas;
    private final double[] timesteps;
    private final ServiceRegistration<?> registration;

    ClockedModels(double[] sigmas, double[] timesteps) {
        this.sigmas = sigmas;
        this.timesteps = timesteps;
        this.registration = Osgi.context().registerService(Architecture.class, new Clocked(), new Hashtable<>(Map.of(
                "mezzotint.id", "clocked", "mezzotint.label", "Clocked", "mezzotint.source", "", "service.ranking", 1000)));
    }

    private final class Clocked implements Architecture {

        @Override
        public boolean matches(Checkpoint checkpoint) {
            return base.hook().matches(checkpoint);
        }

        @Override
        public Checkpoint canonical(Checkpoint checkpoint) {
            return base.hook().canonical(checkpoint);
        }

        @Override
        public Networks networks(Checkpoint checkpoint) {
            Networks n = base.hook().networks(checkpoint);
            return new Networks(n.denoiser(), n.encoder(), n.decoder(), n.texts(), n.encoding(), n.prediction(), clock(n.levels()), n.latents());
        }
    }

    private Levels clock(Levels levels) {
        return new Levels() {
            @Override
            public int count() {
                return levels.count();
            }

            @Override
            public double sigma(double timestep) {
                return levels.sigma(timestep);
            }

            @Override
            public double timestep(double sigma) {
                int nearest = IntStream.range(0, timesteps.length).boxed()
                        .min(Comparator.comparingDouble(i -> Math.abs(sigmas[i] - sigma))).orElseThrow();
                return Math.abs(sigmas[nearest] - sigma) < 1e-5 * sigma ? timesteps[nearest] : levels.timestep(sigma);
            }
        };
    }

    @Override
    public void close() {
        registration.unregister();
        base.close();
    }
}
