package mezzotint.core.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mezzotint.backend.Backend;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.control.ImageToImage;
import mezzotint.core.guard.FaultBook;
import mezzotint.core.guard.HookTrace;
import mezzotint.core.guard.RequestOrigin;
import mezzotint.core.memory.DrawnNetworks;
import mezzotint.core.memory.MemoryLimit;
import mezzotint.core.registry.CheckUser;
import mezzotint.core.registry.ConfiguredHook;
import mezzotint.core.registry.PluginLeases;
import mezzotint.core.registry.Registry;
import mezzotint.core.request.Infotext;
import mezzotint.core.request.Provenance;
import mezzotint.core.request.RequestReader;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.StepHook;
import mezzotint.graph.Graph;
import mezzotint.graph.Optimizer;
import mezzotint.image.Image;
import mezzotint.libs.disk.FileFingerprint;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.model.Previewer;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.studio.Picture;
import mezzotint.studio.Progress;
import mezzotint.studio.Request;
import mezzotint.studio.StepLog;
import mezzotint.studio.Studio;
import mezzotint.studio.Uploads;
import mezzotint.studio.Watcher;
import mezzotint.tensor.Tensor;
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
    private final Engines engines;
    private final DrawnNetworks drawn = new DrawnNetworks();
    private final MemoryLimit memory;
    private final Runnable listening;

    @Activate
    public DiffusionStudio(@Reference Registry plugins, @Reference Models models, @Reference FaultBook book, @Reference Provenance provenance,
            @Reference Uploads uploads, @Reference Engines engines) {
        this.plugins = plugins;
        this.models = models;
        this.book = book;
        this.provenance = provenance;
        this.uploads = uploads;
        this.engines = engines;
        this.memory = new MemoryLimit(engines, Runtime.getRuntime().maxMemory());
        this.listening = plugins.onLeave(drawn::forget);
    }

    @Deactivate
    void close() {
        listening.run();
    }

    @Override
    public Request request(Map<String, Object> settings) {
        Request request = RequestReader.read(settings, plugins, models, uploads);
        var trace = HookTrace.checking(new RequestOrigin("", request));
        try {
            return supervised(trace, new PluginLeases(plugins, new CheckUser()), leases -> checked(request, leases));
        } finally {
            book.ended(trace, Set.of());
        }
    }

    private Request checked(Request request, PluginLeases leases) {
        Models.Card card = models.find(request.model());
        var prompts = PromptReader.of(request, leases);
        var adapters = AdapterStack.find(prompts.wanted(), prompts.unwanted(), models, note -> { });
        Networks networks = drawn.inspect(card, leases, found -> prompts.encoder(found).hook());
        memory.check(request, card.path(), networks, prompts.wanted().parts().size());
        prompts.check(networks);
        TextualInversions.find(prompts.texts(), models).over(adapters.over(networks, leases).networks(), leases);
        RequestHooks.of(request, leases).steps(request.walk().steps());
        return request;
    }

    @Override
    public List<Picture> generate(Request asked, Watcher watcher, StepLog log) {
        var user = new PictureUser(asked.words().wanted(), watcher);
        return make(HookTrace.meeting(new RequestOrigin(watcher.owner(), asked)), new PluginLeases(plugins, user), watcher, leases -> walk(asked, user,
                log, leases));
    }

    /**
     * Makes pictures without some of the plugins, to see what becomes of it.
     *
     * @param trace of a trial; afterwards it knows of the faults
     * @param heldBack bundles to do without where that is possible
     */
    public List<Picture> attempt(HookTrace trace, Request asked, Set<String> heldBack) {
        var user = new PictureUser(asked.words().wanted(), progress -> { }, heldBack);
        return make(trace, new PluginLeases(plugins, user), user, leases -> walk(asked, user, StepLog.NONE, leases));
    }

    private List<Picture> make(HookTrace trace, PluginLeases leases, Watcher watcher, Function<PluginLeases, List<Picture>> walk) {
        try {
            List<Picture> pictures = supervised(trace, leases, walk);
            trace.faults().forEach(fault -> watcher.note(fault.words() + "; the picture was made without it"));
            return pictures;
        } finally {
            book.ended(trace, leases.bundles());
            var seconds = new TreeMap<String, Double>();
            trace.spent().forEach((who, share) -> seconds.put(who.key(), share.seconds()));
            watcher.spent(seconds);
        }
    }

    /** Does work that plugins have a part in, on a thread that can be left behind. */
    private <T> T supervised(HookTrace trace, PluginLeases leases, Function<PluginLeases, T> work) {
        return book.supervisor().watch(trace, () -> done(work, leases), (stalled, leaked) -> {
            drawn.abandon(stalled.who());
            return book.stalled(trace, stalled.who(), stalled.limit(), leaked);
        }, leases::close);
    }

    /** A walk that was given up may lease one more plugin when it goes on, so its thread gives all back too. */
    private static <T> T done(Function<PluginLeases, T> work, PluginLeases leases) {
        try (leases) {
            return work.apply(leases);
        }
    }

    private List<Picture> walk(Request asked, Watcher watcher, StepLog log, PluginLeases leases) {
        report(watcher, "loading");
        Pipeline pipeline = Pipeline.of(asked, leases);
        var prompts = PromptReader.of(asked, leases);
        LoadedModel model = load(pipeline, prompts, watcher, leases);
        try {
            return walk(pipeline, prompts, model, watcher, log, leases);
        } catch (Problem e) {
            throw model.explained(e);
        }
    }

    private LoadedModel load(Pipeline pipeline, PromptReader prompts, Watcher watcher, PluginLeases leases) {
        Models.Card card = models.find(pipeline.request().model());
        var adapters = AdapterStack.find(prompts.wanted(), prompts.unwanted(), models, watcher::note).readable(leases);
        var inversions = TextualInversions.find(prompts.texts(), models);
        var files = new LinkedHashMap<>(adapters.files());
        files.putAll(inversions.files());
        LoadedWeights weights = leases.open(engines, card.path(), files, pipeline.engines());
        leases.lease(Backend.class, weights.placements().get(0).engine());
        Networks networks = drawn.of(card, weights.checkpoint(), leases);
        memory.check(pipeline.request(), card.path(), networks, prompts.wanted().parts().size());
        AdapterStack.Result adapted = adapters.over(networks, leases);
        TextualInversions.Result worded = inversions.over(adapted.networks(), leases);
        return new LoadedModel(card, weights, worded.networks(), adapted.laid(), worded, optimizers(pipeline.request(), leases), leases);
    }

    /**
     * The whole pipeline, from top to bottom. What the sampler calls is, outside in: watched (step hooks, previews, cancelling), recalled from a walk
     * that was cut off, held to the picture around a mask, guided by the two prompts, told what these say now, steered by conditioners, and the network.
     * All that costs time is inside of what is recalled; step hooks and previews come and go, so they are asked anew.
     */
    private List<Picture> walk(Pipeline pipeline, PromptReader prompts, LoadedModel model, Watcher watcher, StepLog log, PluginLeases leases) {
        Request request = pipeline.request();
        Networks networks = model.networks();
        provenance.begin(request);

        report(watcher, "reading");
        int[] shape = pipeline.shape(networks);
        PromptReader.Encoded told = prompts.read(shape, model);

        var hooks = RequestHooks.of(request, leases);
        double[] sigmas = pipeline.sigmas(networks, hooks.steps(request.walk().steps()));
        long[] seeds = pipeline.seeds();
        Noise noise = pipeline.noise(seeds, shape, sigmas);
        var context = new WalkContext(request, uploads, () -> model.network(networks.encoder()), networks.latents(), sigmas, noise);
        ImageToImage.Start start = hooks.begin(context);
        log.open(leases.makers() + ", " + FileFingerprint.of(model.card().path())
                + model.digests().map(digest -> ", " + digest).collect(Collectors.joining()));
        Model steered = hooks.steered(new NetworkModel(model.network(networks.denoiser()), networks, start.inputs()), context);
        var calls = new AtomicInteger();
        var prompted = new PromptModel(steered, told.wanted(), told.unwanted(), calls::get);
        Denoiser guided = pipeline.guided(prompted, told.wanted().handle(), told.unwanted().handle());
        Denoiser held = new HeldDenoiser(guided, networks.levels(), denoiser -> hooks.held(denoiser, start));
        Denoiser recalled = new CountedDenoiser(pipeline.looksBack() ? held : new RecalledDenoiser(held, log), calls);
        Denoiser watched = new WatchedDenoiser(recalled, start, watchers(request, leases), preview(networks, leases), watcher);
        Tensor latent = sampled(pipeline, watched, start, noise, watcher);

        report(watcher, "decoding");
        List<Image> images = decoded(latent, model.network(networks.decoder()), picture -> hooks.finished(picture, context), context, watcher);
        return pictures(request, latent, seeds, images, model, watcher);
    }

    private static Tensor sampled(Pipeline pipeline, Denoiser denoiser, ImageToImage.Start start, Noise noise, Watcher watcher) {
        try {
            return pipeline.sampled(denoiser, start, noise);
        } catch (EarlyEnd e) {
            watcher.note(e.getMessage());
            return e.latent();
        }
    }

    private static UnaryOperator<Graph> optimizers(Request request, PluginLeases leases) {
        List<ConfiguredHook<Optimizer<Record>, Record>> plugins = leases.configureAll(Optimizer.class, request.optimizers());
        return graph -> {
            Graph optimized = graph;
            for (var plugin : plugins) {
                optimized = plugin.hook().optimize(optimized, plugin.params());
            }
            return optimized;
        };
    }

    private static List<ConfiguredHook<StepHook<Record>, Record>> watchers(Request request, PluginLeases leases) {
        return leases.configureAll(StepHook.class, request.watchers());
    }

    /** By the best ranked previewer, if there is one, which is shown the first picture of the batch. */
    @SuppressWarnings("unchecked")
    private static Function<Tensor, Optional<Image>> preview(Networks networks, PluginLeases leases) {
        Optional<Previewer<Record>> previewer = leases.first(Previewer.class, any -> true).map(lease -> (Previewer<Record>) lease.hook());
        HookTrace trace = HookTrace.current();
        return latent -> previewer.flatMap(p -> trace.orWithout(p,
                () -> Optional.of(p.preview(latent.rows(0, 1), networks.latents(), Parameters.of(p, Map.of()))), Optional.empty()));
    }

    /** One by one, since a decoder takes many times the memory of its picture. */
    private static List<Image> decoded(Tensor latent, CheckedNetwork decoder, UnaryOperator<Image> finish, WalkContext context, Watcher watcher) {
        var images = new ArrayList<Image>();
        for (int i = 0; i < latent.size(0); i++) {
            report(watcher, "decoding");
            images.add(finish.apply(Image.of(decoder.only(Map.of("latent", latent.rows(i, i + 1)), 1, 3, context.height(), context.width()))));
        }
        return images;
    }

    /** With what is to be told of them: who had a part in them is known only now. */
    private List<Picture> pictures(Request request, Tensor latent, long[] seeds, List<Image> images, LoadedModel model, Watcher watcher) {
        List<LoadedWeights.Placement> engines = model.weights().placements();
        engines.stream().skip(1).forEach(next -> {
            model.leases().lease(Backend.class, next.engine());
            watcher.note(next.reason() + "; the engine " + next.engine() + " took over");
        });
        var hashes = new LinkedHashMap<String, Map<String, String>>();
        hashes.put("Lora hashes", hashes(model.adapters()));
        hashes.put("TI hashes", hashes(model.embeddings().laid()));
        var digests = Map.of("adapters", digests(model.adapters()), "embeddings", digests(model.embeddings().laid()));
        Provenance.Told told = provenance.of(request, model.leases(), digests, engines);
        return IntStream.range(0, images.size()).mapToObj(i -> new Picture(images.get(i), request, seeds[i], latent.rows(i, i + 1),
                Infotext.of(request, told.hash(), hashes, seeds[i], i, model.leases().entries()), told.pictures().get(i))).toList();
    }

    private static Map<String, String> hashes(List<AdapterStack.Laid> files) {
        var hashes = new LinkedHashMap<String, String>();
        files.forEach(laid -> hashes.putIfAbsent(laid.name(), laid.hash()));
        return hashes;
    }

    private static List<Map<String, String>> digests(List<AdapterStack.Laid> files) {
        return files.stream().map(laid -> Map.of("name", laid.name(), "sha256", laid.sha256())).toList();
    }

    private static void report(Watcher watcher, String stage) {
        watcher.progress(new Progress(stage, 0, 0, Double.NaN, Optional.empty()));
    }
}
