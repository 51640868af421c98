package mezzotint.core.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mezzotint.control.ImageToImage;
import mezzotint.core.registry.ConfiguredHook;
import mezzotint.core.registry.PluginLeases;
import mezzotint.core.request.RequestReader;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.model.Networks;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.tensor.Tensor;

/**
 * The plugins that no walk can do without, with their parameters.
 *
 * @param request what is to be made, with the schedule that automatic stands for
 */
record Pipeline(Request request, ConfiguredHook<Sampler<Record>, Record> sampler, ConfiguredHook<Schedule<Record>, Record> schedule,
        ConfiguredHook<Guidance<Record>, Record> guidance, ConfiguredHook<NoiseSource<Record>, Record> source) {

    static Pipeline of(Request asked, PluginLeases leases) {
        ConfiguredHook<Sampler<Record>, Record> sampler = leases.configure(Sampler.class, asked.walk().sampler());
        Request request = scheduled(asked, sampler.hook());
        Request.Walk walk = request.walk();
        return new Pipeline(request, sampler, leases.configure(Schedule.class, walk.schedule()), leases.configure(Guidance.class, walk.guidance()),
                leases.configure(NoiseSource.class, walk.noise()));
    }

    private static Request scheduled(Request request, Sampler<?> sampler) {
        Request.Walk walk = request.walk();
        return !walk.schedule().id().equals(RequestReader.AUTOMATIC) ? request
                : request.with(new Request.Walk(walk.steps(), walk.sampler(), Choice.of(sampler.schedule()), walk.guidance(), walk.noise()));
    }

    /** The engine that was asked for, which is the user's choice and no other; empty where all may do it. */
    List<Choice> engines() {
        return request.backend().id().isEmpty() ? List.of() : List.of(request.backend());
    }

    /** The levels of a walk of so many steps, also where the sampler wants one left out. */
    double[] sigmas(Networks networks, int steps) {
        if (!sampler.hook().discardsNextToLastSigma()) {
            return schedule.hook().sigmas(steps, networks.levels(), schedule.params());
        }
        double[] all = schedule.hook().sigmas(steps + 1, networks.levels(), schedule.params());
        double[] kept = Arrays.copyOf(all, Math.max(all.length - 1, 2));
        kept[kept.length - 1] = all[all.length - 1];
        return kept;
    }

    /** One for each picture. */
    long[] seeds() {
        Request.Canvas canvas = request.canvas();
        return IntStream.range(0, canvas.count()).mapToLong(i -> source.hook().seed(canvas.seed(), i, source.params())).toArray();
    }

    Noise noise(long[] seeds, int[] shape, double[] sigmas) {
        return source.hook().noise(seeds, shape, sigmas, source.params());
    }

    Denoiser guided(Model model, Conditioning wanted, Conditioning unwanted) {
        return guidance.hook().guide(model, wanted, unwanted, guidance.params());
    }

    /** Whether what the network is asked depends on the answers before. */
    boolean looksBack() {
        return guidance.hook().looksBack(guidance.params());
    }

    Tensor sampled(Denoiser denoiser, ImageToImage.Start start, Noise noise) {
        return sampler.hook().sample(denoiser, start.x(), start.sigmas(), noise, sampler.params());
    }

    /** Of the latent: [batch, channels, height, width]. */
    int[] shape(Networks networks) {
        int factor = networks.latents().factor();
        Request.Canvas canvas = request.canvas();
        if (canvas.width() % factor != 0 || canvas.height() % factor != 0) {
            throw Problem.invalid("the size is " + canvas.width() + "x" + canvas.height(), "take multiples of " + factor + " for this model");
        }
        return new int[] {canvas.count(), networks.latents().channels(), canvas.height() / factor, canvas.width() / factor};
    }
}
