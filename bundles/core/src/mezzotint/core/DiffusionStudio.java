package mezzotint.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import mezzotint.backend.Backend;
import mezzotint.backend.Program;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
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

/** The walk of a request through the hooks. It asks each in turn, and holds no algorithm. */
@Component(service = {Studio.class, DiffusionStudio.class})
public final class DiffusionStudio implements Studio {

    private final Registry plugins;
    private final Models models;
    private final FaultBook book;
    private final Provenance provenance;
    private final Uploads uploads;
    private final Shelf shelf;
    /** Walks have threads of their own: an engine keeps workers for each thread that it is called from. */
    private final Supervisor walks = new Supervisor();
    /** Networks are for one walk at a time. */
    private final Lock press = new ReentrantLock(true);

    @Activate
    public DiffusionStudio(@Reference Registry plugins, @Reference Models models, @Reference FaultBook book, @Reference Provenance provenance,
            @Reference Uploads uploads) {
        this.plugins = plugins;
        this.models = models;
        this.book = book;
        this.provenance = provenance;
        this.uploads = uploads;
        this.shelf = new Shelf(plugins);
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
        var run = new Run(false);
        try {
            return supervised(book.supervisor(), run, new Crew(plugins, () -> "a request that is being checked"), crew -> checked(request, crew));
        } finally {
            book.ended(run, Set.of());
        }
    }

    private Request checked(Request request, Crew crew) {
        Networks networks = shelf.inspect(models.find(request.model()));
        for (String text : List.of(request.words().wanted(), request.words().unwanted())) {
            Crew.Hand<TextEncoder<Record>, Record> encoder = encoder(request, networks, crew);
            encoder.hook().check(parse(request, text, crew), encoder.params());
        }
        return request;
    }

    @Override
    public List<Picture> generate(Request asked, Watcher watcher, Transcript transcript) {
        var sitting = new Sitting(asked.words().wanted(), watcher);
        return make(new Run(false), new Crew(plugins, sitting), watcher, crew -> walk(asked, sitting, transcript, crew));
    }

    /**
     * Makes pictures without some of the plugins, to see what becomes of it.
     *
     * @param heldBack bundles to do without where that is possible
     */
    List<Picture> attempt(Request asked, Watcher watcher, Set<String> heldBack) {
        var sitting = new Sitting(asked.words().wanted(), watcher);
        return make(new Run(true), new Crew(plugins, sitting, heldBack), watcher, crew -> walk(asked, sitting, Transcript.NONE, crew));
    }

    private List<Picture> make(Run run, Crew hired, Watcher watcher, Function<Crew, List<Picture>> walk) {
        press.lock();
        try {
            List<Picture> pictures = supervised(walks, run, hired, walk);
            run.faults().forEach(fault -> watcher.note(fault.words() + "; the picture was made without it"));
            return pictures;
        } finally {
            press.unlock();
            book.ended(run, hired.bundles());
            var seconds = new TreeMap<String, Double>();
            run.spent().forEach((who, share) -> seconds.put(who.key(), share.seconds()));
            watcher.spent(seconds);
        }
    }

    /** Does work that plugins have a part in, on a thread that can be left behind. */
    private <T> T supervised(Supervisor supervisor, Run run, Crew hired, Function<Crew, T> work) {
        try (Crew crew = hired) {
            return supervisor.watch(run, () -> work.apply(crew), (stalled, leaked) -> {
                shelf.abandon(stalled.who(), leaked);
                return book.stalled(run, stalled.who(), stalled.limit(), leaked);
            });
        }
    }

    private List<Picture> walk(Request asked, Watcher watcher, Transcript transcript, Crew hired) {
        try (Crew crew = hired) {
            report(watcher, "loading");
            Crew.Hand<Sampler<Record>, Record> sampler = crew.hire(Sampler.class, asked.walk().sampler());
            Request request = scheduled(asked, sampler.hook());
            Request.Walk walk = request.walk();
            Crew.Hand<Schedule<Record>, Record> schedule = crew.hire(Schedule.class, walk.schedule());
            Crew.Hand<Guidance<Record>, Record> guidance = crew.hire(Guidance.class, walk.guidance());
            Crew.Hand<NoiseSource<Record>, Record> source = crew.hire(NoiseSource.class, walk.noise());
            Crew.Hand<Backend<Record>, Record> backend = backend(request.backend(), crew);
            LoadedModel model = shelf.load(models.find(request.model()), backend.hook(), backend.params(), crew);
            LoadedModel.Programs programs = model.on(backend.hook(), backend.params(), optimizers(request, crew));
            Networks networks = model.networks();
            provenance.begin(request);

            report(watcher, "reading");
            Conditioning wanted = read(request, request.words().wanted(), model, programs, crew);
            Conditioning unwanted = read(request, request.words().unwanted(), model, programs, crew);

            double[] sigmas = sigmas(walk.steps(), sampler.hook(), schedule, networks);
            long[] seeds = seeds(request, source);
            Noise noise = source.hook().noise(seeds, shape(request, networks), sigmas, source.params());
            var steering = Steering.of(request, crew, new Sheet(request.canvas(), uploads, () -> programs.of(networks.encoder()), noise.next()));
            Denoiser guided = guidance.hook().guide(steering.steered(new NetworkModel(programs.of(networks.denoiser()), networks)),
                    wanted, unwanted, guidance.params());
            ImageToImage.Start start = steering.begin(sigmas);
            transcript.open(crew.makers() + ", " + Stamp.of(models.find(request.model()).path()));
            Denoiser watched = new WatchedDenoiser(new RecalledDenoiser(steering.held(guided), transcript), start.sigmas(), watchers(request, crew),
                    preview(networks, crew), watcher);
            Tensor latent = sampler.hook().sample(watched, start.x(), start.sigmas(), noise, sampler.params());

            report(watcher, "decoding");
            return decode(request, latent, seeds, programs.of(networks.decoder()), steering, provenance.of(request, crew, backend.hook()));
        }
    }

    /** The request with the schedule that automatic stands for. */
    private static Request scheduled(Request request, Sampler<?> sampler) {
        Request.Walk walk = request.walk();
        return !walk.schedule().id().equals(RequestReader.AUTOMATIC) ? request
                : request.with(new Request.Walk(walk.steps(), walk.sampler(), Choice.of(sampler.schedule()), walk.guidance(), walk.noise()));
    }

    private Conditioning read(Request request, String text, LoadedModel model, LoadedModel.Programs programs, Crew crew) {
        Crew.Hand<TextEncoder<Record>, Record> encoder = encoder(request, model.networks(), crew);
        return encoder.hook().encode(parse(request, text, crew), model.networks().texts().stream().map(programs::of).toList(),
                model.checkpoint(), encoder.params());
    }

    private static Prompt parse(Request request, String text, Crew crew) {
        Crew.Hand<PromptParser<Record>, Record> parser = crew.hire(PromptParser.class, request.words().parser());
        return parser.hook().parse(text, parser.params());
    }

    private static Crew.Hand<TextEncoder<Record>, Record> encoder(Request request, Networks networks, Crew crew) {
        Choice choice = request.words().encoder();
        return crew.hire(TextEncoder.class, choice.id().isEmpty() ? new Choice(networks.encoding(), choice.params()) : choice);
    }

    /** The engine asked for, or the best ranked that finds a device. */
    @SuppressWarnings("unchecked")
    private Crew.Hand<Backend<Record>, Record> backend(Choice choice, Crew crew) {
        if (!choice.id().isEmpty()) {
            return crew.hire(Backend.class, choice);
        }
        Backend<Record> backend = crew.first(Backend.class, b -> !b.devices().isEmpty()).orElseThrow(() ->
                new Problem(Problem.Kind.UNSUPPORTED, "no engine is installed that finds a device", "switch an engine on")).hook();
        return new Crew.Hand<>(backend, Parameters.of(backend, choice.params()));
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

    /** The levels of the walk: as many steps as are asked for, also where the sampler wants one left out. */
    private static double[] sigmas(int steps, Sampler<?> sampler, Crew.Hand<Schedule<Record>, Record> schedule, Networks networks) {
        if (!sampler.discardsNextToLastSigma()) {
            return schedule.hook().sigmas(steps, networks.levels(), schedule.params());
        }
        double[] all = schedule.hook().sigmas(steps + 1, networks.levels(), schedule.params());
        double[] kept = Arrays.copyOf(all, all.length - 1);
        kept[kept.length - 1] = all[all.length - 1];
        return kept;
    }

    private static long[] seeds(Request request, Crew.Hand<NoiseSource<Record>, Record> source) {
        return IntStream.range(0, request.canvas().count())
                .mapToLong(i -> source.hook().seed(request.canvas().seed(), i, source.params())).toArray();
    }

    private static int[] shape(Request request, Networks networks) {
        int factor = networks.latents().factor();
        Request.Canvas canvas = request.canvas();
        if (canvas.width() % factor != 0 || canvas.height() % factor != 0) {
            throw Problem.invalid("the size is " + canvas.width() + "x" + canvas.height(), "take multiples of " + factor + " for this model");
        }
        return new int[] {canvas.count(), networks.latents().channels(), canvas.height() / factor, canvas.width() / factor};
    }

    /** One by one, since a decoder takes many times the memory of its picture. */
    private static List<Picture> decode(Request request, Tensor latent, long[] seeds, Program decoder, Steering steering, Provenance.Told told) {
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < latent.size(0); i++) {
            Tensor one = latent.rows(i, i + 1);
            Image image = steering.finished(Image.of(decoder.run(Map.of("latent", one)).values().iterator().next()));
            pictures.add(new Picture(image, request, seeds[i], one, Infotext.of(request, told.hash(), seeds[i], i, steering.crew()::label), told.pictures().get(i)));
        }
        return pictures;
    }

    private static void report(Watcher watcher, String stage) {
        watcher.progress(new Progress(stage, 0, 0, Double.NaN, Optional.empty()));
    }
}
