package mezzotint.sampler.dpm2a;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.GoldenSamplerContract;

class Dpm2AncestralGoldenTest implements GoldenSamplerContract<FreshNoise> {

    @Override
    public Dpm2Ancestral sampler() {
        return new Dpm2Ancestral();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/dpm_2_ancestral.*|diffusers/kdpm2_a";
    }
}
