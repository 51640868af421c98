package mezzotint.sampler.euler;

import mezzotint.diffusion.Churn;
import mezzotint.testkit.GoldenSamplerContract;

class EulerGoldenTest implements GoldenSamplerContract<Churn> {

    @Override
    public Euler sampler() {
        return new Euler();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/euler(?!_ancestral|_cfg_pp).*|diffusers/euler_(?!a$).*";
    }
}
