package mezzotint.sampler.eulera;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.GoldenSamplerContract;

class EulerAncestralGoldenTest implements GoldenSamplerContract<FreshNoise> {

    @Override
    public EulerAncestral sampler() {
        return new EulerAncestral();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/euler_ancestral(?!_cfg_pp).*";
    }
}
