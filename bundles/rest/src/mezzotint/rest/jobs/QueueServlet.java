package mezzotint.rest.jobs;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.rest.ApiViews;
import mezzotint.libs.web.Ownership;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/queue}: what the queue does, and {@code POST .../pause}, {@code .../drain} and {@code .../resume}. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/queue", "/api/queue/*"})
public final class QueueServlet extends HttpServlet {

    private static final Map<String, Jobs.Flow> FLOWS = Map.of("/pause", Jobs.Flow.PAUSED, "/drain", Jobs.Flow.DRAINING, "/resume", Jobs.Flow.OPEN);

    private final transient Jobs jobs;

    @Activate
    public QueueServlet(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (request.getPathInfo() != null) {
                throw absent(request);
            }
            Json.answer(request, response, view());
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            Jobs.Flow flow = FLOWS.get(String.valueOf(request.getPathInfo()));
            if (flow == null) {
                throw absent(request);
            }
            Ownership.checkAdministers(request, "change the queue");
            jobs.flow(flow);
            Json.answer(response, 200, view());
        });
    }

    private static Problem absent(HttpServletRequest request) {
        return new Problem(Problem.Kind.MISSING, "there is no " + request.getRequestURI(), "use /api/queue, and POST to its pause, drain and resume");
    }

    private Map<String, Object> view() {
        List<Job> all = jobs.list();
        List<Job> open = all.stream().filter(j -> !j.state().ended()).toList();
        var owners = new LinkedHashMap<String, Long>();
        open.stream().filter(j -> j.state() == Job.State.WAITING).forEach(j -> owners.merge(j.owner(), 1L, Long::sum));
        double seconds = open.isEmpty() ? 0 : open.get(open.size() - 1).secondsLeft();
        var out = new LinkedHashMap<String, Object>();
        out.put("state", jobs.flow().name().toLowerCase(Locale.ROOT));
        out.put("running", open.stream().filter(j -> j.state() == Job.State.RUNNING).map(Job::id).toList());
        out.put("waiting", open.stream().filter(j -> j.state() == Job.State.WAITING).count());
        out.put("owners", owners);
        out.put("secondsLeft", ApiViews.known(seconds));
        jobs.trouble().ifPresent(sentence -> out.put("trouble", sentence));
        return out;
    }
}
