package mezzotint.noise.philox;

import mezzotint.libs.noise.SeedVariation;
import mezzotint.testkit.NoiseSourceContract;

class PhiloxTest implements NoiseSourceContract<SeedVariation> {

    @Override
    public Philox source() {
        return new Philox();
    }
}
