package mezzotint.sampler.lms;

import mezzotint.testkit.GoldenSamplerContract;

class LmsGoldenTest implements GoldenSamplerContract<Lms.Params> {

    @Override
    public Lms sampler() {
        return new Lms();
    }

    /** Those of k-diffusion: ComfyUI ends on the last clean picture instead of the curve. */
    @Override
    public String runs() {
        return "kdiffusion/lms.*|diffusers/lms.*";
    }
}
