package mezzotint.core.bisect;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.control.Conditioner;
import mezzotint.control.ImageToImage;
import mezzotint.core.guard.HookTrace;
import mezzotint.core.pipeline.DiffusionStudio;
import mezzotint.diffusion.StepHook;
import mezzotint.fault.Bisection;
import mezzotint.fault.Fault;
import mezzotint.graph.Optimizer;
import mezzotint.image.PostProcessor;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Picture;
import mezzotint.studio.Request;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Searches for the plugin that breaks a request, one search at a time. */
@Component
public final class PluginBisection implements Bisection {

    private static final int MEMORY = 20;
    /** Hooks of which the walk takes what fits best, so that it goes on with the next if one is held back. */
    private static final Set<String> REPLACEABLE = Set.of("backend", "checkpointformat", "architecture");

    /** How a trial went wrong, and the first fault behind it, if a plugin is to blame. */
    private record Failure(String words, Optional<Fault> fault) {

        private static final Failure NONE = new Failure("", Optional.empty());

        Optional<String> culprit() {
            return fault.map(Fault::bundle);
        }
    }

    private final BundleContext context;
    private final DiffusionStudio studio;
    private final Plugins plugins;
    private final Map<String, Search> searches = new LinkedHashMap<>();
    private Thread thread;

    @Activate
    public PluginBisection(BundleContext context, @Reference DiffusionStudio studio, @Reference Plugins plugins) {
        this.context = context;
        this.studio = studio;
        this.plugins = plugins;
    }

    @Deactivate
    synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public Search start(Map<String, Object> settings) {
        Request request = studio.request(settings);
        List<String> candidates = candidates(request);
        synchronized (this) {
            if (thread != null && thread.isAlive()) {
                throw new Problem(Problem.Kind.BUSY, "another search is going on", "try again when it is done");
            }
            var search = new Search(UUID.randomUUID().toString(), State.RUNNING, candidates, 0, Bisector.most(candidates.size()), List.of(), "it has begun");
            keep(search);
            thread = new Thread(() -> run(search.id(), request), "mezzotint bisection");
            thread.setDaemon(true);
            thread.start();
            return search;
        }
    }

    @Override
    public synchronized Optional<Search> find(String id) {
        return Optional.ofNullable(searches.get(id));
    }

    private synchronized void keep(Search search) {
        searches.put(search.id(), search);
        if (searches.size() > MEMORY) {
            searches.remove(searches.keySet().iterator().next());
        }
    }

    private void run(String id, Request request) {
        Search search = searches.get(id);
        var last = new AtomicReference<>(Failure.NONE);
        try {
            Bisector.Finding finding = Bisector.search(search.candidates(), present -> breaks(id, request, present, last));
            Search now = find(id).orElseThrow();
            List<String> culprits = finding.withoutAll() ? last.get().culprit().stream().toList() : finding.culprits();
            State state = culprits.isEmpty() ? State.NOT_FOUND : State.FOUND;
            keep(new Search(id, state, now.candidates(), now.runs(), now.most(), culprits, words(finding, culprits, last.get().words())));
        } catch (CancellationException | Error e) {
            Search now = find(id).orElseThrow();
            keep(new Search(id, State.FAILED, now.candidates(), now.runs(), now.most(), List.of(), "it was broken off: " + e.getMessage()));
        }
    }

    private static String words(Bisector.Finding finding, List<String> culprits, String failure) {
        if (finding.withoutAll()) {
            return "it breaks without any of the optional plugins too, " + (culprits.isEmpty() ? "so one that the request names is to blame: "
                    : "by " + culprits.get(0) + ", which it cannot do without: ") + failure;
        }
        return switch (culprits.size()) {
            case 0 -> "it does not break";
            case 1 -> "it breaks by " + culprits.get(0) + ": " + failure;
            default -> culprits.get(0) + " and " + culprits.get(1) + " do not go together"
                    + (finding.complete() ? "" : ", if others take part too") + ": " + failure;
        };
    }

    /** Meets the request with these of the candidates, and tells how that went. */
    private boolean breaks(String id, Request request, Set<String> present, AtomicReference<Failure> last) {
        Search now = find(id).orElseThrow();
        keep(new Search(id, State.RUNNING, now.candidates(), now.runs() + 1, now.most(), List.of(),
                "run " + (now.runs() + 1) + ", with " + present.size() + " of " + now.candidates().size() + " optional plugins"));
        Set<String> heldBack = new LinkedHashSet<>(now.candidates());
        heldBack.removeAll(present);
        Optional<Failure> failure = failure(request, heldBack);
        failure.ifPresent(last::set);
        return failure.isPresent();
    }

    /** What goes wrong without some of the plugins. */
    private Optional<Failure> failure(Request request, Set<String> heldBack) {
        var trace = new HookTrace(true);
        try {
            List<Picture> pictures = studio.attempt(trace, request, heldBack);
            List<Fault> faults = trace.faults();
            return !faults.isEmpty() ? Optional.of(new Failure(faults.stream().map(Fault::words).collect(Collectors.joining("; ")), Optional.of(faults.get(0))))
                    : pictures.stream().anyMatch(PluginBisection::plain) ? Optional.of(new Failure("the picture has one colour only", Optional.empty()))
                    : Optional.empty();
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.of(new Failure(e.getMessage(), Fault.behind(e)));
        }
    }

    private static boolean plain(Picture picture) {
        int first = picture.image().rgb(0, 0);
        for (int i = 0; i < picture.image().width() * picture.image().height(); i++) {
            if (picture.image().rgb(i % picture.image().width(), i / picture.image().width()) != first) {
                return false;
            }
        }
        return true;
    }

    /** Bundles that the request could be met without: those of its lists, image to image, previewers, and what the user installed and did not name. */
    private List<String> candidates(Request request) {
        Set<String> optional = new LinkedHashSet<>();
        optional.addAll(bundles(StepHook.class, request.watchers()));
        optional.addAll(bundles(Optimizer.class, request.optimizers()));
        optional.addAll(bundles(Conditioner.class, request.controls()));
        optional.addAll(bundles(PostProcessor.class, request.finish()));
        optional.addAll(bundles(ImageToImage.class, request.image().id().isEmpty() ? List.of() : List.of(request.image())));
        plugins.list().stream().filter(e -> e.on() && (e.hook().equals("previewer") || REPLACEABLE.contains(e.hook()) && installed(e.bundle())))
                .forEach(e -> optional.add(e.bundle()));
        optional.removeAll(named(request));
        return List.copyOf(optional);
    }

    private List<String> bundles(Class<?> hook, List<Choice> choices) {
        return choices.stream().map(choice -> plugins.find(hook, choice.id()).bundle()).toList();
    }

    /** Bundles of what the request cannot do without. */
    private Set<String> named(Request request) {
        Request.Walk walk = request.walk();
        var choices = Map.of("sampler", walk.sampler(), "schedule", walk.schedule(), "guidance", walk.guidance(), "noisesource", walk.noise(),
                "promptparser", request.words().parser(), "textencoder", request.words().encoder(), "backend", request.backend());
        var named = new LinkedHashSet<String>();
        plugins.list().stream().filter(e -> Stream.ofNullable(choices.get(e.hook())).map(Choice::id).anyMatch(e.id()::equals))
                .forEach(e -> named.add(e.bundle()));
        return named;
    }

    private boolean installed(String bundle) {
        for (Bundle each : context.getBundles()) {
            if (bundle.equals(each.getSymbolicName())) {
                return !each.getLocation().startsWith("reference:");
            }
        }
        return false;
    }
}
