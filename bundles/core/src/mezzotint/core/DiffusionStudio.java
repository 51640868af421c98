package mezzotint.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mezzotint.backend.Program;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.StepHook;
import mezzotint.graph.Graph;
import mezzotint.graph.Optimizer;
import mezzotint.image.Image;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.model.Previewer;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.studio.Picture;
import mezzotint.studio.Progress;
import mezzotint.studio.Request;
import mezzotint.studio.Studio;
import mezzotint.studio.Transcript;
import mezzotint.studio.Uploads;
import mezzotint.studio.Watcher;
import mezzotint.tensor.Tensor;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.TextEncoder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** The walk of a request through the hooks. It asks each in turn, and holds no algorithm. */
@Component(service = {Studio.class, DiffusionStudio.class})
public final class DiffusionStudio implements Studio {

    private final Registry plugins;
    private final Models models;
    private final FaultBook book;
    private final Provenance provenance;
    private final Uploads uploads;
    private final Shelf shelf = new Shelf();
    private final MemoryLimit memory = new MemoryLimit(new MachineMemory(Path.of("/")), Runtime.getRuntime().maxMemory());
    /** Walks have threads of their own: an engine keeps workers for each thread that it is called from. */
    private final Supervisor walks;
    /** Networks are for one walk at a time. Whoever ends it gives it back: that need not be the thread that began it. */
    private final Semaphore press = new Semaphore(1, true);

    @Activate
    public DiffusionStudio(@Reference Registry plugins, @Reference Models models, @Reference FaultBook book, @Reference Provenance provenance,
            @Reference Uploads uploads) {
        this.plugins = plugins;
        this.models = models;
        this.book = book;
        this.walks = book.newSupervisor();
        this.provenance = provenance;
        this.uploads = uploads;
        plugins.onFarewell(shelf::forget);
    }

    @Deactivate
    void close() {
        walks.close();
        shelf.close();
    }

    @Override
    public Request request(Map<String, Object> settings) {
        Request request = RequestReader.read(settings, plugins, models, uploads);
        var run = Run.checking(new Origin("", request));
        try {
            return supervised(book.supervisor(), run, new Crew(plugins, new Check()), crew -> checked(request, crew), () -> { });
        } finally {
            book.ended(run, Set.of());
        }
    }

    private Request checked(Request request, Crew crew) {
        Models.Card card = models.find(request.model());
        Networks networks = shelf.inspect(card, crew, drawn -> encoder(request, drawn, crew).hook());
        memory.check(request, card.path(), networks, shelf.paths());
        for (String text : List.of(request.words().wanted(), request.words().unwanted())) {
            Crew.Hand<TextEncoder<Record>, Record> encoder = encoder(request, networks, crew);
            encoder.hook().check(parse(request, text, crew), encoder.params());
        }
        return request;
    }

    @Override
    public List<Picture> generate(Request asked, Watcher watcher, Transcript transcript) {
        var sitting = new Sitting(asked.words().wanted(), watcher);
        return make(Run.meeting(new Origin(watcher.owner(), asked)), new Crew(plugins, sitting), watcher, crew -> walk(asked, sitting, transcript, crew));
    }

    /**
     * Makes pictures without some of the plugins, to see what becomes of it.
     *
     * @param run a trial; afterwards it knows of the faults
     * @param heldBack bundles to do without where that is possible
     */
    List<Picture> attempt(Run run, Request asked, Set<String> heldBack) {
        var sitting = new Sitting(asked.words().wanted(), progress -> { });
        return make(run, new Crew(plugins, sitting, heldBack), sitting, crew -> walk(asked, sitting, Transcript.NONE, crew));
    }

    private List<Picture> make(Run run, Crew hired, Watcher watcher, Function<Crew, List<Picture>> walk) {
        takePress();
        try {
            List<Picture> pictures = supervised(walks, run, hired, walk, press::release);
            run.faults().forEach(fault -> watcher.note(fault.words() + "; the picture was made without it"));
            return pictures;
        } finally {
            book.ended(run, hired.bundles());
            var seconds = new TreeMap<String, Double>();
            run.spent().forEach((who, share) -> seconds.put(who.key(), share.seconds()));
            watcher.spent(seconds);
        }
    }

    private void takePress() {
        try {
            press.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while another picture was being made");
        }
    }

    /**
     * Does work that plugins have a part in, on a thread that can be left behind.
     *
     * @param free called once when another may use the networks
     */
    private <T> T supervised(Supervisor supervisor, Run run, Crew hired, Function<Crew, T> work, Runnable free) {
        return supervisor.watch(run, () -> done(work, hired), (stalled, leaked) -> {
            shelf.abandon(stalled.who(), leaked);
            return book.stalled(run, stalled.who(), stalled.limit(), leaked);
        }, () -> {
            hired.close();
            free.run();
        });
    }

    /** A walk that was given up may hire one more when it goes on, so its thread gives all back too. */
    private static <T> T done(Function<Crew, T> work, Crew hired) {
        try (Crew crew = hired) {
            return work.apply(crew);
        }
    }

    private List<Picture> walk(Request asked, Watcher watcher, Transcript transcript, Crew crew) {
        report(watcher, "loading");
        Pipeline pipeline = Pipeline.of(asked, crew);
        LoadedModel model = shelf.load(models.find(asked.model()), pipeline.backend().hook(), pipeline.backend().params(), crew);
        try {
            return walk(pipeline, model, watcher, transcript, crew);
        } catch (Problem e) {
            throw model.explained(e);
        }
    }

    /**
     * The whole pipeline, from top to bottom. What the sampler calls is, outside in: watched (step hooks, previews, cancelling), recalled from a walk
     * that was cut off, held to the picture around a mask, guided by the two prompts, steered by conditioners, and the network. All that costs time is
     * inside of what is recalled; step hooks and previews come and go, so they are asked anew.
     */
    private List<Picture> walk(Pipeline pipeline, LoadedModel model, Watcher watcher, Transcript transcript, Crew crew) {
        Request request = pipeline.request();
        LoadedModel.Programs programs = model.on(pipeline.backend().hook(), pipeline.backend().params(), optimizers(request, crew));
        Networks networks = model.networks();
        memory.check(request, models.find(request.model()).path(), networks, shelf.paths());
        provenance.begin(request);

        report(watcher, "reading");
        int[] shape = pipeline.shape(networks);
        Conditioning wanted = read(request, request.words().wanted(), shape, model, programs, crew, watcher);
        Conditioning unwanted = read(request, request.words().unwanted(), shape, model, programs, crew, watcher);

        double[] sigmas = pipeline.sigmas(networks);
        long[] seeds = pipeline.seeds();
        Noise noise = pipeline.noise(seeds, shape, sigmas);
        var steering = Steering.of(request, crew, new Sheet(request.canvas(), uploads, () -> programs.of(networks.encoder()), noise.next()));
        ImageToImage.Start start = steering.begin(sigmas);
        transcript.open(crew.makers() + ", " + Stamp.of(models.find(request.model()).path()));
        Model steered = steering.steered(new NetworkModel(programs.of(networks.denoiser()), networks));
        Denoiser held = steering.held(pipeline.guided(steered, wanted, unwanted));
        Denoiser watched = new WatchedDenoiser(new RecalledDenoiser(held, transcript), start, watchers(request, crew), preview(networks, crew), watcher);
        Tensor latent = sampled(pipeline, watched, start, noise, watcher);

        report(watcher, "decoding");
        Provenance.Told told = provenance.of(request, crew, pipeline.backend().hook());
        return decode(request, latent, seeds, programs.of(networks.decoder()), steering, told, watcher);
    }

    private static Tensor sampled(Pipeline pipeline, Denoiser denoiser, ImageToImage.Start start, Noise noise, Watcher watcher) {
        try {
            return pipeline.sampled(denoiser, start, noise);
        } catch (EarlyEnd e) {
            watcher.note(e.getMessage());
            return e.latent();
        }
    }

    private static void tellLeftOut(String notation, Watcher watcher) {
        String note = notation + " was left out of the prompt: no plugin applies it yet";
        LoggerFactory.getLogger(DiffusionStudio.class).info(note);
        watcher.note(note);
    }

    private Conditioning read(Request request, String text, int[] latent, LoadedModel model, LoadedModel.Programs programs, Crew crew, Watcher watcher) {
        Prompt prompt = parse(request, text, crew);
        prompt.leftOut().forEach(notation -> tellLeftOut(notation, watcher));
        Crew.Hand<TextEncoder<Record>, Record> encoder = encoder(request, model.networks(), crew);
        Conditioning told = encoder.hook().encode(prompt, model.networks().texts().stream().map(programs::of).toList(), model.checkpoint(), encoder.params());
        new Intake(model.networks().denoiser()).misfit(told, latent).ifPresent(breach -> {
            throw Guard.blame(encoder.hook(), breach.kind(), breach.did());
        });
        return told;
    }

    private static Prompt parse(Request request, String text, Crew crew) {
        Crew.Hand<PromptParser<Record>, Record> parser = crew.hire(PromptParser.class, request.words().parser());
        Prompt prompt = parser.hook().parse(text, parser.params());
        prompt.sections().stream().flatMap(List::stream).filter(part -> Math.abs(part.weight()) > Prompt.MOST_WEIGHT).findFirst().ifPresent(part -> {
            throw Problem.invalid("a word of the prompt has the weight " + part.weight(), "stay between -" + Prompt.MOST_WEIGHT + " and " + Prompt.MOST_WEIGHT);
        });
        return prompt;
    }

    private static Crew.Hand<TextEncoder<Record>, Record> encoder(Request request, Networks networks, Crew crew) {
        Choice choice = request.words().encoder();
        return crew.hire(TextEncoder.class, choice.id().isEmpty() ? new Choice(networks.encoding(), choice.params()) : choice);
    }

    private static UnaryOperator<Graph> optimizers(Request request, Crew crew) {
        List<Crew.Hand<Optimizer<Record>, Record>> hands = crew.hireAll(Optimizer.class, request.optimizers());
        return graph -> {
            Graph optimized = graph;
            for (var hand : hands) {
                optimized = hand.hook().optimize(optimized, hand.params());
            }
            return optimized;
        };
    }

    private static List<Crew.Hand<StepHook<Record>, Record>> watchers(Request request, Crew crew) {
        return crew.hireAll(StepHook.class, request.watchers());
    }

    /** By the best ranked previewer, if there is one, which is shown the first picture of the batch. */
    @SuppressWarnings("unchecked")
    private static Function<Tensor, Optional<Image>> preview(Networks networks, Crew crew) {
        Optional<Previewer<Record>> previewer = crew.first(Previewer.class, any -> true).map(lease -> (Previewer<Record>) lease.hook());
        Run run = Run.current();
        return latent -> previewer.flatMap(p -> run.orWithout(p,
                () -> Optional.of(p.preview(latent.rows(0, 1), networks.latents(), Parameters.of(p, Map.of()))), Optional.empty()));
    }

    /** One by one, since a decoder takes many times the memory of its picture. */
    private static List<Picture> decode(Request request, Tensor latent, long[] seeds, Program decoder, Steering steering, Provenance.Told told,
            Watcher watcher) {
        Request.Canvas canvas = request.canvas();
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < latent.size(0); i++) {
            report(watcher, "decoding");
            Tensor one = latent.rows(i, i + 1);
            Image image = steering.finished(Image.of(LoadedModel.only(decoder, Map.of("latent", one), 1, 3, canvas.height(), canvas.width())));
            pictures.add(new Picture(image, request, seeds[i], one, Infotext.of(request, told.hash(), seeds[i], i, steering.crew().entries()), told.pictures().get(i)));
        }
        return pictures;
    }

    private static void report(Watcher watcher, String stage) {
        watcher.progress(new Progress(stage, 0, 0, Double.NaN, Optional.empty()));
    }
}
