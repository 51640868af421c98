package template.sampler;

import mezzotint.testkit.SamplerContract;

class ExampleTest implements SamplerContract<Example.Params> {

    @Override
    public Example sampler() {
        return new Example();
    }

    @Override
    public int order() {
        return 2;
    }
}
