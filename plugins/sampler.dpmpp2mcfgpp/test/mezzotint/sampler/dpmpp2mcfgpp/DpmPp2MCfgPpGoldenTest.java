package mezzotint.sampler.dpmpp2mcfgpp;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenSamplerContract;

class DpmPp2MCfgPpGoldenTest implements GoldenSamplerContract<None> {

    @Override
    public DpmPp2MCfgPp sampler() {
        return new DpmPp2MCfgPp();
    }

    @Override
    public String runs() {
        return "comfy/dpmpp_2m_cfg_pp";
    }
}
