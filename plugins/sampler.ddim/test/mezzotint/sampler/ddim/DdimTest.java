package mezzotint.sampler.ddim;

import mezzotint.testkit.SamplerContract;

class DdimTest implements SamplerContract<Ddim.Params> {

    @Override
    public Ddim sampler() {
        return new Ddim();
    }

    @Override
    public int order() {
        return 1;
    }
}
