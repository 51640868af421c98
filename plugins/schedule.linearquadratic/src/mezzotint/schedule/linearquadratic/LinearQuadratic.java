package mezzotint.schedule.linearquadratic;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Half of the steps go evenly through the first fortieth of the levels, the rest fall as a parabola: the schedule of Movie Gen,
 * Polyak et al. (2024), as ComfyUI has it.
 */
@Component
@Plugin(id = "linearquadratic", label = "Linear Quadratic", aliases = "linear_quadratic", source = "https://arxiv.org/abs/2410.13720")
public final class LinearQuadratic implements Schedule<None> {

    /** The part of the levels that the even steps go through. */
    private static final double EVEN = 0.025;

    @Override
    public double[] sigmas(int steps, Levels levels, None params) {
        int even = steps / 2;
        return Ramp.toZero(steps, i -> levels.max() * (1 - (i < even ? EVEN * i / even : bent(i, even, steps))));
    }

    /** The parabola that goes on from the even steps to 1 at the end. */
    private static double bent(int i, int even, int steps) {
        if (steps == 1) {
            return 0;
        }
        double rest = steps - even;
        double excess = even - EVEN * steps;
        double square = excess / (even * rest * rest);
        double slope = EVEN / even - 2 * excess / (rest * rest);
        return square * i * i + slope * i + square * even * even;
    }
}
