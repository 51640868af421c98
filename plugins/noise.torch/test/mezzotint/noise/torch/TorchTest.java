package mezzotint.noise.torch;

import mezzotint.libs.noise.SeedVariation;
import mezzotint.testkit.NoiseSourceContract;

class TorchTest implements NoiseSourceContract<SeedVariation> {

    @Override
    public Torch source() {
        return new Torch();
    }
}
