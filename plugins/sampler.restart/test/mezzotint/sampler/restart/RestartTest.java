package mezzotint.sampler.restart;

import mezzotint.testkit.SamplerContract;

class RestartTest implements SamplerContract<Restart.Params> {

    @Override
    public Restart sampler() {
        return new Restart();
    }

    @Override
    public int order() {
        return 0;
    }
}
