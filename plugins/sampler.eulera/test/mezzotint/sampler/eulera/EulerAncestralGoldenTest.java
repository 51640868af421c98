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
        return "(kdiffusion|comfy|comfy_flow)/euler_ancestral(?!_cfg_pp).*|diffusers/(euler_a|dpm_multi_sde-dpmsolver\\+\\+_o1.*)";
    }

    /** On a flow a step goes up by more than it goes down, and what single precision lost goes with it. */
    @Override
    public double tolerance() {
        return 5e-6;
    }
}
