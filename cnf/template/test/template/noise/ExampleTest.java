package template.noise;

import mezzotint.plugin.None;
import mezzotint.testkit.NoiseSourceContract;

class ExampleTest implements NoiseSourceContract<None> {

    @Override
    public Example source() {
        return new Example();
    }
}
