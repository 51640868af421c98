package mezzotint.noise.torch;

import mezzotint.plugin.None;
import mezzotint.testkit.NoiseSourceContract;

class TorchTest implements NoiseSourceContract<None> {

    @Override
    public Torch source() {
        return new Torch();
    }
}
