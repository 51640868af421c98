package mezzotint.sampler.eulera;

import mezzotint.testkit.GoldenSamplerContract;

class EulerAncestralGoldenTest implements GoldenSamplerContract<EulerAncestral.Params> {

    @Override
    public EulerAncestral sampler() {
        return new EulerAncestral();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy)/euler_ancestral(?!_cfg_pp).*";
    }
}
