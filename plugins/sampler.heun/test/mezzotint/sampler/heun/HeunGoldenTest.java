package mezzotint.sampler.heun;

import mezzotint.diffusion.Churn;
import mezzotint.testkit.GoldenSamplerContract;

class HeunGoldenTest implements GoldenSamplerContract<Churn> {

    @Override
    public Heun sampler() {
        return new Heun();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/heun(?!pp).*|diffusers/heun.*";
    }
}
