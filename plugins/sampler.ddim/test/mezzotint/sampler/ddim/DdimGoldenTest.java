package mezzotint.sampler.ddim;

import mezzotint.testkit.GoldenSamplerContract;

class DdimGoldenTest implements GoldenSamplerContract<Ddim.Params> {

    @Override
    public Ddim sampler() {
        return new Ddim();
    }

    @Override
    public String runs() {
        return "a1111/ddim(?!_cfgpp).*";
    }
}
