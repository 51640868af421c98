package mezzotint.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.fault.Fault;
import mezzotint.fault.HookTime;
import mezzotint.image.Image;
import mezzotint.model.Checkpoint;
import mezzotint.model.Previewer;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Guarded;
import mezzotint.plugin.None;
import mezzotint.plugin.Param;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.script.ImageSink;
import mezzotint.studio.Order;
import mezzotint.studio.Picture;
import mezzotint.studio.Request;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.MemoryCheckpoint;
import mezzotint.testkit.MemoryReading;
import mezzotint.text.Prompt;
import mezzotint.text.TextEncoder;
import org.junit.jupiter.api.Test;

/** Who is blamed for what, and whose time it was. */
class GuardTest extends GuardedHooks {

    private static final Suspect SUSPECT = new Suspect("sampler", "test", "Test", "org.example.test", "1.2.3");

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
        HookTrace trace = HookTrace.checking(RequestOrigin.NONE);
        assertSame(thrown, assertThrows(IllegalStateException.class, () -> trace.on(() -> sample((model, x) -> model.denoise(x, 1),
                (x, sigma) -> trace.back(() -> {
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
    void what_goes_wrong_over_a_models_files_is_noted_once_and_counts_for_nothing() {
        for (int i = 0; i < 5; i++) {
            HookTrace trace = HookTrace.meeting(new RequestOrigin(Order.LOCAL_USER, request("prompt " + i)));
            assertThrows(Problem.class, () -> trace.on(() -> encode((prompt, checkpoint) -> {
                checkpoint.resource("tokenizer/merges.txt");
                throw new IllegalStateException("no merges");
            })));
            book.ended(trace, Set.of(SUSPECT.bundle()));
        }
        assertEquals(1, book.list().size());
        assertEquals(List.of(), book.quarantined());
    }

    @Test
    void what_an_encoder_does_wrong_without_files_counts_for_every_request() {
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(), book.quarantined());
            HookTrace trace = HookTrace.meeting(new RequestOrigin(Order.LOCAL_USER, request("prompt " + i)));
            assertThrows(Problem.class, () -> trace.on(() -> encode((prompt, checkpoint) -> {
                throw new IllegalStateException("no idea");
            })));
            book.ended(trace, Set.of(SUSPECT.bundle()));
        }
        assertEquals(SUSPECT.bundle(), book.quarantined().get(0).bundle());
    }

    @Test
    void calls_outside_of_any_request_neither_wash_a_bundle_clean_nor_spoil_it() {
        for (int i = 0; i < 3; i++) {
            spoil("prompt " + i, Order.LOCAL_USER);
            for (int n = 0; n < 20; n++) {
                sample((model, x) -> x, (x, sigma) -> x);
            }
        }
        assertEquals(SUSPECT.bundle(), book.quarantined().get(0).bundle());
    }

    @Test
    void what_it_handed_out_is_closed_after_the_request_was_given_up() {
        var calls = new ArrayList<String>();
        var checkpoint = (Checkpoint) Guard.before(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Checkpoint.class}, (proxy, method, args) -> {
            calls.add(method.getName());
            return null;
        }), SUSPECT, book);
        HookTrace trace = HookTrace.checking(RequestOrigin.NONE);
        trace.on(() -> {
            trace.giveUp();
            assertThrows(CancellationException.class, checkpoint::names);
            checkpoint.close();
            return null;
        });
        assertEquals(List.of("close"), calls);
    }

    @Test
    void a_check_counts_for_nothing() {
        for (int i = 0; i < 5; i++) {
            HookTrace trace = HookTrace.checking(new RequestOrigin("", request("prompt " + i)));
            assertThrows(Problem.class, () -> trace.on(() -> sample((model, x) -> null, (x, sigma) -> x)));
            book.ended(trace, Set.of(SUSPECT.bundle()));
        }
        assertEquals(5, book.list().size());
        assertEquals(List.of(), book.quarantined());
    }

    @Test
    void the_same_request_is_one_fault_whatever_its_seed() {
        for (int i = 0; i < 5; i++) {
            spoil("a cat", Order.LOCAL_USER);
        }
        assertEquals(List.of(), book.quarantined());
    }

    @Test
    void one_who_logged_in_takes_no_plugin_from_the_others() {
        for (int i = 0; i < 5; i++) {
            spoil("prompt " + i, "anna");
        }
        assertEquals(List.of(), book.quarantined());
        assertTrue(book.spared().get(0).reason().endsWith("it stays in use, since all of them were of anna"), book.spared().toString());
        spoil("another", "ben");
        assertEquals(SUSPECT.bundle(), book.quarantined().get(0).bundle());
    }

    private void spoil(String prompt, String owner) {
        HookTrace trace = HookTrace.meeting(new RequestOrigin(owner, request(prompt)));
        assertThrows(Problem.class, () -> trace.on(() -> sample((model, x) -> null, (x, sigma) -> x)));
        book.ended(trace, Set.of(SUSPECT.bundle()));
    }

    /** With another seed each time. */
    private static Request request(String prompt) {
        return new Request("tiny", new Request.Words(prompt, "", Choice.of("weights"), Choice.of("")), new Request.Canvas(64, 64, 1, System.nanoTime()),
                new Request.Walk(3, Choice.of("euler"), Choice.of("karras"), Choice.of("cfg"), Choice.of("torch")), Choice.of(""), List.of(), List.of());
    }

    private interface Encoding {
        Conditioning of(Prompt prompt, Checkpoint checkpoint);
    }

    @SuppressWarnings("unchecked")
    private Conditioning encode(Encoding encoding) {
        TextEncoder<None> encoder = (prompt, reading, params) -> encoding.of(prompt, reading.checkpoint());
        var checkpoint = (Checkpoint) Guard.before(MemoryCheckpoint.of(Map.of()), new Suspect("checkpoint format", "f", "F", "org.example.format", "1.0.0"), book);
        return ((TextEncoder<None>) Guard.before(encoder, SUSPECT, book)).encode(Prompt.plain("a cat"), new MemoryReading(Map.of(), checkpoint), new None());
    }

    @Test
    void the_time_of_what_it_calls_is_not_its_own() {
        HookTrace trace = HookTrace.checking(RequestOrigin.NONE);
        trace.on(() -> sample((model, x) -> model.denoise(x, 1), (x, sigma) -> trace.back(() -> {
            pause();
            return x;
        })));
        book.ended(trace, Set.of());
        assertEquals(List.of(), book.times(), "no picture was made of it");
        book.ended(trace, Set.of("mezzotint.some"));
        HookTime time = book.times().get(0);
        assertEquals(1, time.calls());
        assertTrue(time.seconds() > 0 && time.seconds() < 0.3, "of half a second that its denoiser takes it is charged " + time.seconds());
    }

    /** A hook that runs a network is not late by what the network takes, and what that does wrong is noted for the request. */
    @Test
    @SuppressWarnings("unchecked")
    void nor_is_that_of_what_runs_on_another_thread_while_a_hook_runs_aside() {
        FaultBook strict = TestBook.in(home, Map.of("mezzotint.limits.preview", "0.1"));
        Guarded engine = (Guarded) Guard.before((Sampler<None>) (m, x, sigmas, noise, params) -> null, new Suspect("backend", "e", "E", "org.example.e", "1.0.0"), strict);
        Image image = Image.paint(1, 1, (x, y) -> 0);
        Previewer<None> previewer = (latent, latents, params) -> new TraceAttribution().call(work -> new Thread(work).start(), () -> {
            pause();
            assertThrows(Problem.class, () -> ((Sampler<None>) engine).sample(null, X, SIGMAS, null, params));
            return image;
        }, () -> { });
        HookTrace trace = HookTrace.meeting(new RequestOrigin(Order.LOCAL_USER, request("a cat")));
        assertSame(image, trace.on(() -> ((Previewer<None>) Guard.before(previewer, SUSPECT, strict)).preview(X, null, new None())));
        assertEquals(List.of("org.example.e"), trace.faults().stream().map(Fault::bundle).toList());
        assertEquals(1, trace.counted().size());
        double seconds = trace.spent().get(SUSPECT).seconds();
        assertTrue(seconds < 0.3, "of half a second that its network takes it is charged " + seconds);
        strict.close();
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
