package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Parameters;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares a sampler with the runs of a reference: what it asks of the model, at which levels, which
 * noise it draws, and where it ends.
 */
@Tag(Goldens.TAG)
public interface GoldenSamplerContract<P extends Record> {

    Sampler<P> sampler();

    /** Header of the manifest: the largest error at the end of a golden run in double precision, by the root mean square. The plugin's passport shows it. */
    String GOLDEN_ERROR = "Mezzotint-Golden-Error";

    /** Part by which the last bits of another machine's arithmetic may change an error. */
    double SPREAD = 0.25;

    /** What a run may differ by whose reference computes in single precision. */
    double SINGLE = 2e-5;

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

    /** Whether what the reference shows of its steps are answers of the model. */
    default boolean showsAnswers() {
        return true;
    }

    @TestFactory
    default List<DynamicTest> walksAsTheReference() {
        List<GoldenRun> runs = GoldenRun.matching(runs());
        assertFalse(runs.isEmpty(), "no golden run matches " + runs());
        return runs.stream().map(run -> DynamicTest.dynamicTest(run.name(), () -> repeat(run))).toList();
    }

    /** A plugin need not declare its error; if it does, it is the one that is measured here. */
    @Test
    default void declaresTheErrorThatIsMeasured() {
        Optional<String> declared = Declared.header(sampler().getClass(), GOLDEN_ERROR);
        assumeTrue(declared.isPresent(), "the plugin declares no " + GOLDEN_ERROR);
        assumeTrue(Goldens.areShipped(), "the error is declared for the golden values that ship");
        double measured = GoldenRun.matching(runs()).stream().filter(run -> !run.isSingle()).mapToDouble(this::error).max().orElseThrow();
        double said = Double.parseDouble(declared.get());
        assertTrue(said >= measured * (1 - SPREAD) && said <= measured * (1 + SPREAD), () -> "declare " + GOLDEN_ERROR + ": " + measured
                + " in bnd.bnd, not " + said);
    }

    private double error(GoldenRun run) {
        return Goldens.error(run.end(), walk(run, new RecordedWalk(run)).toArray());
    }

    private void repeat(GoldenRun run) {
        var walk = new RecordedWalk(run);
        Tensor end = walk(run, walk);
        double tolerance = run.isSingle() ? Math.max(SINGLE, tolerance()) : tolerance();
        walk.compare(tolerance, showsAnswers());
        Goldens.assertClose("the last x", run.end(), end.toArray(), tolerance);
    }

    private Tensor walk(GoldenRun run, RecordedWalk walk) {
        var params = new TreeMap<>(implied(run.name()));
        params.putAll(run.args());
        Sampler<P> sampler = sampler();
        Tensor start = RecordedWalk.tensor(run.start(), run.shape());
        return sampler.sample(walk, start, run.sigmas(), walk, Parameters.of(sampler, params));
    }
}
