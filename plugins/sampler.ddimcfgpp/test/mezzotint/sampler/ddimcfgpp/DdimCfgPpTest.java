package mezzotint.sampler.ddimcfgpp;

import mezzotint.testkit.SamplerContract;

class DdimCfgPpTest implements SamplerContract<DdimCfgPp.Params> {

    @Override
    public DdimCfgPp sampler() {
        return new DdimCfgPp();
    }

    @Override
    public int order() {
        return 1;
    }
}
