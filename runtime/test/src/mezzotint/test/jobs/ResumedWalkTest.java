package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.plugin.Plugins;
import mezzotint.studio.StepLog;
import mezzotint.studio.Studio;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A walk that is answered from its log up to its middle ends where it would have ended, with each guidance and each sampler. */
class ResumedWalkTest {

    private static final int STEPS = 6;

    private record Answer(Tensor x, double sigma, Tensor denoised) {}

    /** In memory; what it is given to begin with it recalls as long as the walk goes on alike. */
    private static final class MemoryLog implements StepLog {

        private final List<Answer> known;
        private final List<Answer> all = new ArrayList<>();
        private int recalled;

        private MemoryLog(List<Answer> known) {
            this.known = known;
        }

        @Override
        public void open(String makers) {}

        @Override
        public Optional<Tensor> recall(Tensor x, double sigma) {
            if (recalled == known.size() || recalled != all.size() || known.get(recalled).sigma() != sigma || !same(known.get(recalled).x(), x)) {
                return Optional.empty();
            }
            Answer answer = known.get(recalled++);
            all.add(answer);
            return Optional.of(answer.denoised());
        }

        private static boolean same(Tensor a, Tensor b) {
            return Arrays.equals(a.toArray(), b.toArray());
        }

        @Override
        public void add(Tensor x, double sigma, Tensor denoised) {
            all.add(new Answer(x, sigma, denoised));
        }
    }

    private final Studio studio = Osgi.service(Studio.class);

    @BeforeAll
    static void offer() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    @TestFactory
    Stream<DynamicTest> endsAsItWouldHaveEnded() {
        return Osgi.service(Plugins.class).list().stream().filter(entry -> entry.on() && (entry.hook().equals("guidance") || entry.hook().equals("sampler")))
                .map(entry -> DynamicTest.dynamicTest(entry.hook() + " " + entry.id(), () -> {
                    var settings = new HashMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a cat", "negative", "blurry", "width", 64, "height", 64,
                            "steps", STEPS, "seed", 5, "cfg", 4, "sampler", "euler"));
                    settings.put(entry.hook(), entry.id());
                    var whole = new MemoryLog(List.of());
                    float[] expected = latent(settings, whole);
                    var resumed = new MemoryLog(whole.all.subList(0, whole.all.size() / 2));
                    assertArrayEquals(expected, latent(settings, resumed), 0, "the latent");
                    assertEquals(whole.all.size(), resumed.all.size(), "answers in the log");
                }));
    }

    private float[] latent(Map<String, Object> settings, StepLog log) {
        return studio.generate(studio.request(settings), progress -> { }, log).get(0).latent().toArray();
    }
}
