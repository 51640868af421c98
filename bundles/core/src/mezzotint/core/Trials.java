package mezzotint.core;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import mezzotint.diffusion.StepHook;
import mezzotint.fault.Bisection;
import mezzotint.graph.Optimizer;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Picture;
import mezzotint.studio.Progress;
import mezzotint.studio.Request;
import mezzotint.studio.Watcher;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Searches for the plugin that breaks a request, one search at a time. */
@Component
public final class Trials implements Bisection {

    private static final int MEMORY = 20;
    /** Hooks of which the walk takes what fits best, so that it goes on with the next if one is held back. */
    private static final Set<String> REPLACEABLE = Set.of("backend", "checkpointformat", "architecture");

    private final BundleContext context;
    private final DiffusionStudio studio;
    private final Plugins plugins;
    private final Map<String, Search> searches = new LinkedHashMap<>();
    private Thread thread;

    @Activate
    public Trials(BundleContext context, @Reference DiffusionStudio studio, @Reference Plugins plugins) {
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
            var search = new Search(UUID.randomUUID().toString(), State.RUNNING, candidates, 0, Halves.most(candidates.size()), List.of(), "it has begun");
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
        var failure = new StringBuilder();
        try {
            Halves.Finding finding = Halves.search(search.candidates(), present -> breaks(id, request, present, failure));
            Search now = find(id).orElseThrow();
            State state = finding.culprits().isEmpty() ? State.NOT_FOUND : State.FOUND;
            keep(new Search(id, state, now.candidates(), now.runs(), now.most(), finding.culprits(), words(finding, failure.toString())));
        } catch (CancellationException | Error e) {
            Search now = find(id).orElseThrow();
            keep(new Search(id, State.FAILED, now.candidates(), now.runs(), now.most(), List.of(), "it was broken off: " + e.getMessage()));
        }
    }

    private static String words(Halves.Finding finding, String failure) {
        if (finding.withoutAll()) {
            return "it breaks without any of the optional plugins too, so one that the request names is to blame: " + failure;
        }
        return switch (finding.culprits().size()) {
            case 0 -> "it does not break";
            case 1 -> "it breaks by " + finding.culprits().get(0) + ": " + failure;
            default -> finding.culprits().get(0) + " and " + finding.culprits().get(1) + " do not go together"
                    + (finding.complete() ? "" : ", if others take part too") + ": " + failure;
        };
    }

    /** Meets the request with these of the candidates, and tells how that went. */
    private boolean breaks(String id, Request request, Set<String> present, StringBuilder failure) {
        Search now = find(id).orElseThrow();
        keep(new Search(id, State.RUNNING, now.candidates(), now.runs() + 1, now.most(), List.of(),
                "run " + (now.runs() + 1) + ", with " + present.size() + " of " + now.candidates().size() + " optional plugins"));
        Set<String> heldBack = new LinkedHashSet<>(now.candidates());
        heldBack.removeAll(present);
        String wrong = wrong(request, heldBack);
        if (!wrong.isEmpty()) {
            failure.replace(0, failure.length(), wrong);
        }
        return !wrong.isEmpty();
    }

    /** What goes wrong without some of the plugins; empty if nothing does. */
    private String wrong(Request request, Set<String> heldBack) {
        var notes = new StringBuilder();
        try {
            List<Picture> pictures = studio.attempt(request, new Watcher() {
                @Override
                public void progress(Progress progress) {}

                @Override
                public void note(String sentence) {
                    notes.append(notes.length() == 0 ? "" : "; ").append(sentence);
                }
            }, heldBack);
            return notes.length() == 0 && pictures.stream().anyMatch(Trials::plain) ? "the picture has one colour only" : notes.toString();
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return e.getMessage();
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

    /** Bundles that the request could be met without: step hooks, optimizers, previewers, and what the user installed and did not name. */
    private List<String> candidates(Request request) {
        Set<String> named = named(request);
        Set<String> optional = new LinkedHashSet<>();
        request.watchers().forEach(c -> optional.add(plugins.find(StepHook.class, c.id()).bundle()));
        request.optimizers().forEach(c -> optional.add(plugins.find(Optimizer.class, c.id()).bundle()));
        plugins.list().stream().filter(e -> e.on() && (e.hook().equals("previewer") || REPLACEABLE.contains(e.hook()) && installed(e.bundle())))
                .forEach(e -> optional.add(e.bundle()));
        optional.removeAll(named);
        return List.copyOf(optional);
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
