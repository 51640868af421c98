package mezzotint.architecture.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.libs.config.Config;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.LevelTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BetasTest {

    /** The tables of A1111, which rescales in 32 bits: a digit less is left of them. */
    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> agreeWithTheReference() {
        return Stream.of("sd15", "zsnr_a1111").map(model -> DynamicTest.dynamicTest(model, () -> {
            LevelTable golden = LevelTable.golden(model);
            Betas ours = betas("{\"rescale_betas_zero_snr\": " + model.startsWith("zsnr") + "}");
            assertEquals(golden.count(), ours.count());
            for (int t = 0; t < golden.count(); t++) {
                assertEquals(1, ours.sigma(t) / golden.sigma(t), model.startsWith("zsnr") ? 5e-5 : 2e-6, "sigma at " + t);
            }
        }));
    }

    @Test
    void withoutSignalAtTheEndTheFirstLevelStays() {
        Betas plain = betas("{}");
        Betas rescaled = betas("{\"rescale_betas_zero_snr\": true}");
        assertEquals(plain.min(), rescaled.min(), 1e-6);
        assertTrue(rescaled.max() > 4000, "the last level is " + rescaled.max());
    }

    @Test
    void betasThatWereTrainedTakeThePlaceOfTheFormula() {
        String linear = DoubleStream.iterate(0, i -> i + 1).limit(1000).map(i -> 0.0001 + i / 999 * (0.02 - 0.0001)).mapToObj(Double::toString)
                .collect(Collectors.joining(",", "[", "]"));
        Betas trained = betas("{\"trained_betas\": " + linear + ", \"beta_schedule\": \"scaled_linear\"}");
        Betas formula = betas("{\"beta_schedule\": \"linear\", \"beta_start\": 0.0001, \"beta_end\": 0.02}");
        for (int t : List.of(0, 1, 500, 999)) {
            assertEquals(1, trained.sigma(t) / formula.sigma(t), 1e-6);
        }
    }

    /** By the definition: what is left at t is the square of a cosine. */
    @Test
    void theCosineScheduleLeavesTheSquareOfACosine() {
        Betas cosine = betas("{\"beta_schedule\": \"squaredcos_cap_v2\"}");
        for (int t : List.of(1, 100, 500, 900)) {
            double angle = ((t + 1) / 1000.0 + 0.008) / 1.008 * Math.PI / 2;
            double first = Math.pow(Math.cos(0.008 / 1.008 * Math.PI / 2), 2);
            double kept = Math.pow(Math.cos(angle), 2) / first;
            assertEquals(1, cosine.sigma(t) / Math.sqrt((1 - kept) / kept), 1e-4, "sigma at " + t);
        }
    }

    @Test
    void aFewTimestepsAreEnough() {
        for (int count : IntStream.of(2, 3, 10).toArray()) {
            Betas few = betas("{\"num_train_timesteps\": " + count + "}");
            assertEquals(count, few.count());
            assertTrue(few.max() > few.min());
        }
    }

    @TestFactory
    Stream<DynamicTest> levelsThatNoWalkCanFollowAreRefused() {
        return Stream.of("{\"beta_start\": 1e-12, \"beta_end\": 1e-12}", "{\"beta_end\": 0.9999999}", "{\"num_train_timesteps\": 1000000, \"beta_end\": 0.5}",
                "{\"beta_start\": 1e-300}", "{\"num_train_timesteps\": 50000}").map(json -> DynamicTest.dynamicTest(json, () -> {
                    Problem problem = assertThrows(Problem.class, () -> betas(json));
                    assertTrue(problem.getMessage().startsWith(Scheduler.FILE + ": beta_end is "), problem.getMessage());
                }));
    }

    private static Betas betas(String json) {
        return Betas.of(Config.read(json.getBytes(StandardCharsets.UTF_8), Scheduler.FILE));
    }
}
