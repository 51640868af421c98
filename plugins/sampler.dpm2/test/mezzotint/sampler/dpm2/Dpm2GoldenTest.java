package mezzotint.sampler.dpm2;

import mezzotint.diffusion.Churn;
import mezzotint.testkit.GoldenSamplerContract;

class Dpm2GoldenTest implements GoldenSamplerContract<Churn> {

    @Override
    public Dpm2 sampler() {
        return new Dpm2();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/dpm_2(?!_ancestral).*|diffusers/kdpm2(?!_a).*";
    }
}
