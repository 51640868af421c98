package mezzotint.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AncestralTest {

    @Test
    void keepsTheVarianceOfTheNextLevel() {
        for (double eta : new double[] {0, 0.3, 1, 1.7}) {
            Ancestral step = Ancestral.split(5, 3, eta);
            assertEquals(9, step.down() * step.down() + step.up() * step.up(), 1e-12, "eta " + eta);
        }
    }

    @Test
    void takesTheNoiseOfDdpmAtEtaOne() {
        Ancestral step = Ancestral.split(5, 3, 1);
        assertEquals(2.4, step.up(), 1e-12); // the variance is 9 (25 - 9) / 25
        assertEquals(1.8, step.down(), 1e-12);
    }

    @Test
    void addsNoNoiseAtEtaZero() {
        assertEquals(new Ancestral(3, 1, 0), Ancestral.split(5, 3, 0));
    }

    @Test
    void addsNoneOnTheLastStep() {
        assertEquals(new Ancestral(0, 1, 0), Ancestral.split(5, 0, 1));
    }

    @Test
    void addsNoMoreThanTheNextLevel() {
        assertEquals(new Ancestral(0, 1, 3), Ancestral.split(5, 3, 2));
    }
}
