package mezzotint.sampler.dpmpp2m;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class DpmPp2MTest implements SamplerContract<None> {

    @Override
    public DpmPp2M sampler() {
        return new DpmPp2M();
    }

    @Override
    public int order() {
        return 2;
    }
}
