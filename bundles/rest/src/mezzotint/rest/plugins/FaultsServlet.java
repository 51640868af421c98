package mezzotint.rest.plugins;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mezzotint.fault.Bisection;
import mezzotint.fault.Faults;
import mezzotint.fault.HookTime;
import mezzotint.fault.Quarantine;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import mezzotint.rest.ApiViews;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /api/faults}: GET tells what plugins did wrong and how long they take, DELETE of {@code BUNDLE} releases one from quarantine; POST to
 * {@code bisect} finds the plugin that breaks a request, and GET of {@code bisect/ID} tells how far that is.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/faults", "/api/faults/*"})
public final class FaultsServlet extends HttpServlet {

    private static final String BISECT = "bisect";

    private final transient Faults faults;
    private final transient Bisection bisection;

    @Activate
    public FaultsServlet(@Reference Faults faults, @Reference Bisection bisection) {
        this.faults = faults;
        this.bisection = bisection;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            List<String> path = Requests.path(request);
            Json.answer(response, 200, switch (path.size()) {
                case 0 -> all();
                case 1 -> record(faults.of(path.get(0)));
                default -> search(path);
            });
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (!Requests.path(request).equals(List.of(BISECT))) {
                throw missing(request);
            }
            if (!(Json.object(request).get("request") instanceof Map<?, ?> asked)) {
                throw Problem.invalid("there is no request to search with", "send {\"request\": {...}} as POST /api/jobs takes it");
            }
            var settings = new LinkedHashMap<String, Object>();
            asked.forEach((name, value) -> settings.put(String.valueOf(name), value));
            settings.remove("timeout");
            Bisection.Search search = bisection.start(settings);
            response.setHeader("Location", "/api/faults/bisect/" + search.id());
            Json.answer(response, 202, search(search));
        });
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            List<String> path = Requests.path(request);
            if (path.size() != 1) {
                throw missing(request);
            }
            faults.release(path.get(0), Caller.name(request));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        });
    }

    private Map<String, Object> all() {
        var out = new LinkedHashMap<String, Object>();
        out.put("quarantine", faults.quarantined().stream().map(FaultsServlet::quarantine).toList());
        out.put("spared", faults.spared().stream().map(FaultsServlet::quarantine).toList());
        out.put("faults", faults.list().stream().map(ApiViews::fault).toList());
        out.put("times", faults.times().stream().map(FaultsServlet::time).toList());
        return out;
    }

    private static Map<String, Object> record(Faults.Record record) {
        var out = new LinkedHashMap<String, Object>();
        record.quarantine().ifPresent(q -> out.put("quarantine", quarantine(q)));
        out.put("faults", record.faults().stream().map(ApiViews::fault).toList());
        out.put("times", record.times().stream().map(FaultsServlet::time).toList());
        return out;
    }

    private static Map<String, Object> quarantine(Quarantine quarantine) {
        var out = new LinkedHashMap<String, Object>();
        out.put("bundle", quarantine.bundle());
        out.put("version", quarantine.version());
        out.put("since", quarantine.since().toString());
        out.put("reason", quarantine.reason());
        if (!quarantine.leak().isEmpty()) {
            out.put("leak", quarantine.leak());
        }
        return out;
    }

    private static Map<String, Object> time(HookTime time) {
        var out = new LinkedHashMap<String, Object>();
        out.put("bundle", time.bundle());
        out.put("hook", time.hook());
        out.put("plugin", time.plugin());
        out.put("calls", time.calls());
        out.put("seconds", time.seconds());
        out.put("last", time.last());
        return out;
    }

    private Map<String, Object> search(List<String> path) {
        return bisection.find(path.get(1)).filter(s -> path.get(0).equals(BISECT) && path.size() == 2).map(FaultsServlet::search)
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no search " + path.get(1), "begin one with POST /api/faults/bisect"));
    }

    private static Map<String, Object> search(Bisection.Search search) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", search.id());
        out.put("state", search.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        out.put("candidates", search.candidates());
        out.put("runs", search.runs());
        out.put("most", search.most());
        out.put("culprits", search.culprits());
        out.put("words", search.words());
        return out;
    }

    private static Problem missing(HttpServletRequest request) {
        return Requests.missing(request, "use GET /api/faults, DELETE /api/faults/BUNDLE, or POST /api/faults/bisect");
    }
}
