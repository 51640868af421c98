package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Parameters;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares a sampler with the runs of a reference: what it asks of the model, at which levels, which
 * noise it draws, and where it ends.
 */
@Tag(Goldens.TAG)
public interface GoldenSamplerContract<P extends Record> {

    Sampler<P> sampler();

    /** Regular expression of the runs to repeat, each named family/name. */
    String runs();

    /** Parameters that the name of a run implies; its arguments come on top. */
    default Map<String, Object> implied(String run) {
        return Map.of();
    }

    /** By the root mean square; the reference computes in double, a tensor in single precision. */
    default double tolerance() {
        return 2e-6;
    }

    @TestFactory
    default List<DynamicTest> walksAsTheReference() {
        List<GoldenRun> runs = GoldenRun.matching(runs());
        assertFalse(runs.isEmpty(), "no golden run matches " + runs());
        return runs.stream().map(run -> DynamicTest.dynamicTest(run.name(), () -> repeat(run))).toList();
    }

    private void repeat(GoldenRun run) {
        var params = new TreeMap<>(implied(run.name()));
        params.putAll(run.args());
        var walk = new RecordedWalk(run);
        Sampler<P> sampler = sampler();
        Tensor start = RecordedWalk.tensor(run.start(), run.shape());
        Tensor end = sampler.sample(walk, start, run.sigmas(), walk, Parameters.of(sampler, params));
        walk.compare(tolerance());
        Goldens.assertClose("the last x", run.end(), end.toArray(), tolerance());
    }
}
