package mezzotint.rest.plugins;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.fault.Faults;
import mezzotint.fault.LeftThread;
import mezzotint.libs.infotext.ParamFacts;
import mezzotint.libs.web.Json;
import mezzotint.manage.Installer;
import mezzotint.model.Models;
import mezzotint.plugin.Alias;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.plugin.Schema;
import mezzotint.rest.jobs.RequestSchema;
import mezzotint.rest.pictures.Recreation;
import mezzotint.libs.web.UsedMemory;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** What there is to choose from: {@code /api/hooks}, {@code models}, {@code adapters}, {@code panels}, {@code settings}, and {@code status}. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/adapters", "/api/hooks", "/api/models", "/api/panels", "/api/settings", "/api/status"})
public final class CatalogServlet extends HttpServlet {

    private final transient Plugins plugins;
    private final transient Models models;
    private final transient Jobs jobs;
    private final transient Faults faults;
    /** The manager may come and go. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Installer installer;

    @Activate
    public CatalogServlet(@Reference Plugins plugins, @Reference Models models, @Reference Jobs jobs, @Reference Faults faults) {
        this.plugins = plugins;
        this.models = models;
        this.jobs = jobs;
        this.faults = faults;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> Json.answer(response, 200, switch (request.getServletPath()) {
            case "/api/adapters" -> adapters();
            case "/api/hooks" -> hooks();
            case "/api/models" -> models.list().stream().map(CatalogServlet::model).toList();
            case "/api/panels" -> panels();
            case "/api/settings" -> RequestSchema.of();
            default -> status();
        }));
    }

    private Map<String, List<Object>> hooks() {
        var out = new TreeMap<String, List<Object>>();
        out.put("schedule", new ArrayList<>(List.of(Map.of("id", "automatic", "label", "Automatic", "on", true))));
        for (Plugins.Entry entry : plugins.list()) {
            out.computeIfAbsent(entry.hook(), h -> new ArrayList<>()).add(hook(entry));
        }
        return out;
    }

    private Map<String, Object> hook(Plugins.Entry entry) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", entry.id());
        out.put("label", entry.label());
        out.put("aliases", entry.aliases().stream().map(a -> Alias.of(a).name()).toList());
        out.put("source", entry.source());
        out.put("bundle", entry.bundle());
        out.put("version", entry.version());
        out.put("on", entry.on());
        if (!entry.reason().isEmpty()) {
            out.put("reason", entry.reason());
        }
        out.put("schema", schema(entry.params()));
        return out;
    }

    /** With the names of the files of a kind beside each parameter that asks for one. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> schema(Class<? extends Record> params) {
        Map<String, Object> schema = Schema.of(params);
        var properties = (Map<String, Map<String, Object>>) schema.get("properties");
        ParamFacts.files(params).forEach((name, kind) -> properties.get(name).put("x-files", models.extras(kind).stream().map(Models.Extra::name).toList()));
        return schema;
    }

    private static Map<String, Object> model(Models.Card card) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", card.name());
        out.put("label", card.label());
        out.put("description", card.description());
        out.put("defaults", card.defaults());
        out.put("examples", card.examples());
        return out;
    }

    /** The files for adapters, and where files of models are looked for. */
    private Map<String, Object> adapters() {
        return Map.of("folders", models.folders().stream().map(Object::toString).toList(),
                "adapters", models.extras("Lora").stream().map(extra -> Map.of("name", extra.name(), "bytes", extra.bytes())).toList());
    }

    private List<Map<String, Object>> panels() {
        return plugins.withAll(WebPanel.class, leases -> leases.stream().flatMap(CatalogServlet::panel)
                .sorted(Comparator.comparing((Map<String, Object> panel) -> (int) panel.get("order"))).toList());
    }

    /** Empty for a panel that fails, so that the others are shown. */
    private static Stream<Map<String, Object>> panel(Lease<WebPanel> lease) {
        try {
            var out = new LinkedHashMap<String, Object>();
            out.put("id", lease.entry().id());
            out.put("label", lease.entry().label());
            out.put("version", lease.entry().version());
            out.put("module", lease.hook().module());
            out.put("icon", lease.hook().icon());
            out.put("order", lease.hook().order());
            return Stream.of(out);
        } catch (Problem e) {
            return Stream.of();
        }
    }

    private Map<String, Object> status() {
        var out = new LinkedHashMap<String, Object>();
        out.put("version", Recreation.WORKBENCH);
        boolean safe = Boolean.getBoolean("mezzotint.safe");
        out.put("safe", safe);
        out.put("notes", Stream.concat(jobs.trouble().stream(), safe ? setAside().stream() : Stream.empty()).toList());
        out.put("engine", engine());
        out.put("memory", UsedMemory.now());
        out.put("leftThreads", faults.leftThreads().stream().map(CatalogServlet::leftThread).toList());
        out.put("running", jobs.list().stream().filter(j -> j.state() == Job.State.RUNNING).map(Job::id).toList());
        return out;
    }

    private static Map<String, Object> leftThread(LeftThread thread) {
        var out = new LinkedHashMap<String, Object>();
        out.put("hook", thread.hook());
        out.put("plugin", thread.plugin());
        out.put("bundle", thread.bundle());
        out.put("since", thread.since().toString());
        return out;
    }

    /** The plugins that run in another version than the user chose, since this is safe mode, in sentences. */
    private List<String> setAside() {
        Installer here = installer;
        return here == null ? List.of() : here.list().stream().filter(i -> i.bundled() && i.restart())
                .map(i -> i.name() + " is that of the distribution, " + i.version()
                        + "; the version that you chose takes its place at the next start without --safe")
                .toList();
    }

    /** The engine that pictures are made with when none is asked for. */
    private String engine() {
        return plugins.withAll(Backend.class, leases -> {
            for (Lease<?> lease : leases) {
                List<Device> devices = devices((Backend<?>) lease.hook());
                if (!devices.isEmpty()) {
                    return lease.entry().label() + ", " + devices.get(0).label();
                }
            }
            return "no engine";
        });
    }

    private static List<Device> devices(Backend<?> backend) {
        try {
            return backend.devices();
        } catch (Problem e) {
            return List.of();
        }
    }
}
