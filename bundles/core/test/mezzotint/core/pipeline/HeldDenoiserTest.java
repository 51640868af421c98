package mezzotint.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Levels;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class HeldDenoiserTest {

    private static final Tensor X = Tensor.of(new float[] {8}, 1, 1, 1, 1);

    private final List<String> asked = new ArrayList<>();

    /** Answers x, and without guidance its half. */
    private final Denoiser guidance = new Denoiser() {
        @Override
        public Tensor denoise(Tensor x, double sigma) {
            asked.add("one");
            return x;
        }

        @Override
        public Guided guided(Tensor x, double sigma) {
            asked.add("both");
            return new Guided(x, x.times(0.5));
        }
    };

    private static final Levels FLOW = new Levels() {
        @Override
        public int count() {
            return 2;
        }

        @Override
        public double sigma(double timestep) {
            return timestep;
        }

        @Override
        public double timestep(double sigma) {
            return sigma;
        }

        @Override
        public double alpha(double sigma) {
            return 1 - sigma;
        }
    };

    @Test
    void asksOnceForBothSidesWhereNothingHolds() {
        Denoiser.Guided both = held(UnaryOperator.identity()).guided(X, 0.5);
        assertEquals(List.of("both"), asked);
        assertEquals(List.of(8f, 4f), List.of(both.denoised().toArray()[0], both.unguided().toArray()[0]));
    }

    @Test
    void holdsBothSidesToThePicture() {
        Denoiser.Guided both = held(inner -> (x, sigma) -> inner.denoise(x, sigma).map(v -> v + 1)).guided(X, 0.5);
        assertEquals(List.of("both"), asked);
        assertEquals(List.of(9f, 5f), List.of(both.denoised().toArray()[0], both.unguided().toArray()[0]));
    }

    @Test
    void asksForEachSideOfWhatAnotherLatentIsHeldTo() {
        Denoiser.Guided both = held(inner -> (x, sigma) -> inner.denoise(x.times(2), sigma)).guided(X, 0.5);
        assertEquals(List.of("both", "one"), asked);
        assertEquals(List.of(16f, 8f), List.of(both.denoised().toArray()[0], both.unguided().toArray()[0]));
    }

    @Test
    void remembersNothingForTheNextCall() {
        Denoiser held = held(UnaryOperator.identity());
        held.guided(X, 0.5);
        held.denoise(X, 0.25);
        assertEquals(List.of("both", "one"), asked);
    }

    @Test
    void knowsTheShareOfThePicture() {
        assertEquals(0.75, held(UnaryOperator.identity()).alpha(0.25));
    }

    private Denoiser held(UnaryOperator<Denoiser> hold) {
        return new HeldDenoiser(guidance, FLOW, hold);
    }
}
