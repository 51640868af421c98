package mezzotint.sampler.gradientestimation;

import mezzotint.testkit.SamplerContract;

class GradientEstimationTest implements SamplerContract<GradientEstimation.Params> {

    @Override
    public GradientEstimation sampler() {
        return new GradientEstimation();
    }

    @Override
    public int order() {
        return 1;
    }
}
