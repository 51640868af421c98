package mezzotint.libs.noise;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import mezzotint.diffusion.Noise;
import mezzotint.tensor.Tensor;

/**
 * Noise of one generator for each picture of a batch. The Brownian path is that of k-diffusion's
 * BrownianTreeNoiseSampler: one tree for each seed, over the positive levels of the walk.
 */
public final class SeededNoise implements Noise {

    private final LongFunction<Normals> generators;
    private final long[] seeds;
    private final int[] shape;
    private final double[] sigmas;
    private final SeedVariation variation;
    private List<Normals> streams;
    private boolean started;
    private List<BrownianTree> trees;

    /**
     * @param generators makes a generator for a seed
     * @param shape of the latent, [batch, channels, height, width]
     */
    public SeededNoise(LongFunction<Normals> generators, long[] seeds, int[] shape, double[] sigmas, SeedVariation variation) {
        this.generators = generators;
        this.seeds = seeds.clone();
        this.shape = shape.clone();
        this.sigmas = sigmas.clone();
        this.variation = variation;
        if (seeds.length != shape[0]) {
            throw new IllegalArgumentException(seeds.length + " seeds for a batch of " + shape[0]);
        }
        streams = Arrays.stream(seeds).mapToObj(generators).toList();
    }

    @Override
    public Tensor next() {
        if (started) {
            return join(streams.stream().map(s -> s.next(picture())).toList());
        }
        started = true;
        return start();
    }

    /** The first noise; what follows may be that of other seeds. */
    private Tensor start() {
        var start = new Start(generators, Arrays.copyOfRange(shape, 1, shape.length), variation);
        Tensor noise = join(IntStream.range(0, seeds.length).mapToObj(i -> start.noise(seeds[i], streams.get(i), i).toArray()).toList());
        if (variation.etaSeedDelta() != 0) {
            streams = Arrays.stream(seeds).map(seed -> seed + variation.etaSeedDelta()).mapToObj(generators).toList();
        }
        return noise;
    }

    @Override
    public Tensor between(double sigma, double next) {
        float from = (float) Math.min(sigma, next);
        float to = (float) Math.max(sigma, next);
        // The sign follows the order of the two levels, as a path walked backwards has the opposite increments.
        float scale = (sigma <= next ? 1 : -1) * (float) Math.sqrt(to - from);
        return join(trees().stream().map(t -> t.increment(from, to)).toList()).map(w -> w / scale);
    }

    private Tensor join(List<float[]> pictures) {
        int[] one = shape.clone();
        one[0] = 1;
        return Tensor.concat(pictures.stream().map(p -> Tensor.of(p, one)).toList());
    }

    private int picture() {
        return IntStream.of(shape).skip(1).reduce(1, Math::multiplyExact);
    }

    /** Built when first asked for, since most walks need no path. */
    private List<BrownianTree> trees() {
        if (trees == null) {
            double[] positive = Arrays.stream(sigmas).filter(s -> s > 0).sorted().toArray();
            float min = (float) positive[0];
            float max = (float) positive[positive.length - 1];
            trees = Arrays.stream(seeds).mapToObj(s -> new BrownianTree(generators, s, picture(), min, max)).toList();
        }
        return trees;
    }
}
