package template.architecture;

import mezzotint.diffusion.Levels;

/** A hundred noise levels from 0.01 to 80, evenly spread by their logarithm. */
final class EvenLevels implements Levels {

    private static final int COUNT = 100;
    private static final double LOWEST = Math.log(0.01);
    private static final double RANGE = Math.log(80) - LOWEST;

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public double sigma(double timestep) {
        return Math.exp(LOWEST + RANGE * held(timestep) / (COUNT - 1));
    }

    @Override
    public double timestep(double sigma) {
        return held((Math.log(sigma) - LOWEST) / RANGE * (COUNT - 1));
    }

    private static double held(double timestep) {
        return Math.max(0, Math.min(COUNT - 1, timestep));
    }
}
