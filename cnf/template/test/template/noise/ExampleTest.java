package template.noise;

import mezzotint.libs.noise.SeedVariation;
import mezzotint.testkit.NoiseSourceContract;

class ExampleTest implements NoiseSourceContract<SeedVariation> {

    @Override
    public Example source() {
        return new Example();
    }
}
