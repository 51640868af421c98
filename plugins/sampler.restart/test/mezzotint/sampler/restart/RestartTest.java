package mezzotint.sampler.restart;

import mezzotint.testkit.SamplerContract;

class RestartTest implements SamplerContract<Restart.Params> {

    @Override
    public Restart sampler() {
        return new Restart();
    }

    @Override
    public int order() {
        return 0;
    }

    /** What it adds is drawn: another stream of noise ends in another picture. */
    @Override
    public double spread() {
        return 0.3;
    }
}
