package mezzotint.sampler.lobatto2;

import mezzotint.testkit.SamplerContract;

class Lobatto2Test implements SamplerContract<Lobatto2.Params> {

    @Override
    public Lobatto2 sampler() {
        return new Lobatto2();
    }

    @Override
    public int order() {
        return 2;
    }
}
