package mezzotint.sampler.dpmpp2mcfgpp;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class DpmPp2MCfgPpTest implements SamplerContract<None> {

    @Override
    public DpmPp2MCfgPp sampler() {
        return new DpmPp2MCfgPp();
    }

    @Override
    public int order() {
        return 2;
    }
}
