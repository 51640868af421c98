package mezzotint.core.request;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mezzotint.backend.LoadedWeights;
import mezzotint.core.registry.PluginLeases;
import mezzotint.manage.Installed;
import mezzotint.manage.Installer;
import mezzotint.manage.Origin;
import mezzotint.manage.Profile;
import mezzotint.manage.ProfileMap;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.studio.RequestMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.LoggerFactory;

/**
 * What pictures carry to be made again: the request, the model and the plugins in their bytes, the engine. It holds no time, since a sink knows a picture
 * again by its bytes, and no path of this machine.
 */
@Component(service = Provenance.class)
public final class Provenance {

    static final String WORKBENCH = "1.0.0";

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Models models;

    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mezzotint hashes");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });

    @Activate
    public Provenance(@Reference Models models) {
        this.models = models;
    }

    @Deactivate
    void close() {
        reader.shutdownNow();
    }

    /** Reads the model for its hash beside the walk, if that has not been done yet: it may have gigabytes. */
    public void begin(Request request) {
        reader.execute(() -> hash(request.model()));
    }

    /** Knows the bytes of what is installed; pictures are made without it too. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Installer installer;

    /**
     * What a request's pictures carry.
     *
     * @param hash SHA-256 of the model; empty if it cannot be read
     * @param pictures JSON objects, by the number of the picture
     */
    public record Told(String hash, List<String> pictures) {}

    /**
     * Waits for the model's hash.
     *
     * @param files that had a part in it, as lists of JSON objects by what they were used as; empty lists are left out
     * @param engines those that had a part in it
     */
    public Told of(Request request, PluginLeases leases, Map<String, List<Map<String, String>>> files, List<LoadedWeights.Placement> engines) {
        List<Plugins.Entry> entries = leases.entries();
        Map<String, Object> asked = RequestMap.of(request);
        if (request.backend().id().isEmpty() && request.backend().params().isEmpty()) {
            asked.put("backend", engines.get(0).engine());
        }
        var all = new TreeMap<String, Object>();
        all.put("request", sorted(asked));
        String hash = hash(request.model());
        all.put("model", sorted(hash.isEmpty() ? Map.of("name", request.model()) : Map.of("name", request.model(), "sha256", hash)));
        files.forEach((use, used) -> {
            if (!used.isEmpty()) {
                all.put(use, sorted(used));
            }
        });
        all.put("plugins", sorted(plugins(entries.stream().map(Plugins.Entry::bundle).collect(Collectors.toSet()))));
        all.put("engine", sorted(engine(engines)));
        all.put("workbench", WORKBENCH);
        return new Told(hash, IntStream.range(0, request.canvas().count()).mapToObj(i -> {
            all.put("picture", i);
            return GSON.toJson(all);
        }).toList());
    }

    /** The engine that began, and those that took over. */
    private static Map<String, Object> engine(List<LoadedWeights.Placement> engines) {
        var first = new HashMap<String, Object>(Map.of("id", engines.get(0).engine(), "device", engines.get(0).device()));
        if (engines.size() > 1) {
            first.put("tookOver", engines.stream().skip(1).map(e -> Map.of("id", e.engine(), "device", e.device(), "reason", e.reason())).toList());
        }
        return first;
    }

    /** Java turns the order of small maps over from one process to the next, and a picture would not be known again after a restart. */
    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            var out = new TreeMap<Object, Object>();
            map.forEach((name, part) -> out.put(name, sorted(part)));
            return out;
        }
        return value instanceof List<?> list ? list.stream().map(Provenance::sorted).toList() : value;
    }

    private String hash(String model) {
        try {
            return models.sha256(models.find(model));
        } catch (Problem e) {
            LoggerFactory.getLogger(Provenance.class).warn("pictures do not tell the content of their model: {}", e.getMessage());
            return "";
        }
    }

    private List<Map<String, Object>> plugins(Set<String> bundles) {
        Installer here = installer;
        return here == null ? List.of() : here.list().stream().filter(i -> bundles.contains(i.name()) && !i.sha256().isEmpty())
                .map(Provenance::member).map(ProfileMap::of).toList();
    }

    private static Profile.Member member(Installed installed) {
        Origin origin = installed.origin();
        boolean everywhere = origin.kind() == Origin.Kind.REPOSITORY || origin.kind() == Origin.Kind.ADDRESS;
        return new Profile.Member(installed.name(), installed.version(), installed.sha256(), new Origin(origin.kind(), everywhere ? origin.place() : ""),
                true, true);
    }
}
