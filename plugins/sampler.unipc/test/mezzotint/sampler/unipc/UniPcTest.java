package mezzotint.sampler.unipc;

import mezzotint.testkit.SamplerContract;

class UniPcTest implements SamplerContract<UniPc.Params> {

    @Override
    public UniPc sampler() {
        return new UniPc();
    }

    /** The last step is of first order and is not corrected, which holds the whole at the second. */
    @Override
    public int order() {
        return 2;
    }
}
