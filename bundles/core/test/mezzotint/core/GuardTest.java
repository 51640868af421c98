package mezzotint.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.fault.Fault;
import mezzotint.fault.HookTime;
import mezzotint.plugin.None;
import mezzotint.plugin.Param;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.script.ImageSink;
import mezzotint.studio.Picture;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is blamed for what, and whose time it was. */
class GuardTest {

    private static final Suspect SUSPECT = new Suspect("sampler", "test", "Test", "org.example.test", "1.2.3");
    private static final Tensor X = Tensor.zeros(1, 1, 2, 2);
    private static final double[] SIGMAS = {1, 0};

    @TempDir
    private Path home;

    private FaultBook book;

    @BeforeEach
    void open() {
        book = TestBook.in(home);
    }

    @AfterEach
    void close() {
        book.close();
    }

    record Strength(@Param(label = "Strength") double strength) {
        Strength() {
            this(1);
        }
    }

    private static final class Strong implements Sampler<Strength> {
        @Override
        public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Strength params) {
            return model.denoise(x, sigmas[0]).times(params.strength());
        }
    }

    @Test
    void the_stand_in_tells_of_the_parameters() {
        assertEquals(Strength.class, Parameters.type(Guard.before(new Strong(), SUSPECT, book)));
    }

    @Test
    void what_the_user_did_wrong_and_cancelling_are_passed_on() {
        for (RuntimeException thrown : List.of(Problem.invalid("steps is 0", "give more"), new CancellationException("enough"))) {
            assertSame(thrown, assertThrows(RuntimeException.class, () -> sample((model, x) -> {
                throw thrown;
            }, (x, sigma) -> x)));
        }
        assertEquals(List.of(), book.list());
    }

    @Test
    void what_a_sampler_was_thrown_is_not_its_fault() {
        var thrown = new IllegalStateException("the journal is full");
        Run run = new Run(false);
        assertSame(thrown, assertThrows(IllegalStateException.class, () -> run.on(() -> sample((model, x) -> model.denoise(x, 1),
                (x, sigma) -> run.back(() -> {
                    throw thrown;
                })))));
        assertEquals(List.of(), book.list());
    }

    @Test
    void what_it_throws_itself_is() {
        Problem problem = assertThrows(Problem.class, () -> sample((model, x) -> Tensor.zeros(-1), (x, sigma) -> x));
        assertEquals(Problem.Kind.INTERNAL, problem.kind());
        assertTrue(problem.getMessage().startsWith("the sampler Test (org.example.test 1.2.3) threw java.lang.IllegalArgumentException"), problem.getMessage());
        assertEquals(Fault.Kind.THREW, Fault.behind(problem).orElseThrow().kind());
        assertEquals(1, book.list().size());
    }

    @Test
    void a_full_disk_is_not_the_fault_of_a_sink() {
        var full = new IOException("no space left on device");
        ImageSink<None> sink = new ImageSink<>() {
            @Override
            public URI accept(Picture picture, None params) throws IOException {
                throw full;
            }
        };
        @SuppressWarnings("unchecked")
        var guarded = (ImageSink<None>) Guard.before(sink, SUSPECT, book);
        assertSame(full, assertThrows(IOException.class, () -> guarded.accept(null, new None())));
        assertEquals(List.of(), book.list());
    }

    @Test
    void the_time_of_what_it_calls_is_not_its_own() {
        Run run = new Run(false);
        run.on(() -> sample((model, x) -> model.denoise(x, 1), (x, sigma) -> run.back(() -> {
            pause();
            return x;
        })));
        book.ended(run, Set.of());
        assertEquals(List.of(), book.times(), "no picture was made of it");
        book.ended(run, Set.of("mezzotint.some"));
        HookTime time = book.times().get(0);
        assertEquals(1, time.calls());
        assertTrue(time.seconds() > 0 && time.seconds() < 0.3, "of half a second that its denoiser takes it is charged " + time.seconds());
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Body {
        Tensor walk(Denoiser model, Tensor x);
    }

    @SuppressWarnings("unchecked")
    private Tensor sample(Body body, Denoiser model) {
        Sampler<None> sampler = (m, x, sigmas, noise, params) -> body.walk(m, x);
        return ((Sampler<None>) Guard.before(sampler, SUSPECT, book)).sample(model, X, SIGMAS, null, new None());
    }
}
