package mezzotint.sampler.plms;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenSamplerContract;

class PlmsGoldenTest implements GoldenSamplerContract<None> {

    @Override
    public Plms sampler() {
        return new Plms();
    }

    @Override
    public String runs() {
        return "a1111/plms.*|diffusers/pndm.*";
    }

    /** The reference keeps its tables in single precision. */
    @Override
    public double tolerance() {
        return 2e-5;
    }

    /** A1111 shows what follows from the mixed slopes. */
    @Override
    public boolean showsAnswers() {
        return false;
    }
}
