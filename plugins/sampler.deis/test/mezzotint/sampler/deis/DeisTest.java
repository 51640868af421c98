package mezzotint.sampler.deis;

import mezzotint.testkit.SamplerContract;

class DeisTest implements SamplerContract<Deis.Params> {

    @Override
    public Deis sampler() {
        return new Deis();
    }

    @Override
    public int order() {
        return 2;
    }
}
