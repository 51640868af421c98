package mezzotint.sdapi;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.libs.web.Ownership;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Reply;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** How the running request stands, and how it is ended. Without an id these act on whatever runs. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/sdapi/v1/progress", "/sdapi/v1/interrupt", "/sdapi/v1/skip", "/sdapi/v1/status", "/internal/*"})
public final class ProgressServlet extends HttpServlet {

    private final transient Jobs jobs;
    private final transient Generations generations;

    @Activate
    public ProgressServlet(@Reference Jobs jobs, @Reference Generations generations) {
        this.jobs = jobs;
        this.generations = generations;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(response, () -> switch (path(request)) {
            case "/sdapi/v1/progress" -> {
                boolean withoutPicture = "true".equalsIgnoreCase(request.getParameter("skip_current_image"));
                yield running().map(g -> new ProgressView(g).progress(withoutPicture || !isMine(request, g))).orElseGet(() -> ProgressView.idle(generations.last()));
            }
            case "/sdapi/v1/status" -> ProgressView.status(running(), generations.open().size());
            case "/internal/ping", "/internal/profile-startup" -> Map.of();
            case "/internal/quicksettings-hint" -> List.of();
            case "/internal/pending-tasks" -> {
                List<String> waiting = generations.open().stream().filter(g -> !g.running()).map(Generation::id).toList();
                yield Map.of("size", waiting.size(), "tasks", waiting);
            }
            default -> throw missing(request);
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!path(request).equals("/internal/progress")) {
            Reply.ignoreBody(request);
        }
        Reply.send(response, () -> switch (path(request)) {
            case "/sdapi/v1/interrupt" -> {
                mine(request).ifPresent(Generation::interrupt);
                yield Map.of();
            }
            case "/sdapi/v1/skip" -> {
                mine(request).ifPresent(Generation::skip);
                yield null;
            }
            case "/internal/progress" -> byTask(request, Reply.body(request));
            default -> throw missing(request);
        });
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    private static ErrorReply missing(HttpServletRequest request) {
        boolean known = path(request).startsWith("/sdapi/v1/") || path(request).equals("/internal/progress") || path(request).equals("/internal/ping");
        return known ? ErrorReply.plain(405, "Method Not Allowed") : ErrorReply.plain(404, "Not Found");
    }

    /** The request of this API that runs, or any other job. */
    private Optional<Generation> running() {
        return generations.running().or(() -> jobs.list().stream().filter(job -> job.state() == Job.State.RUNNING).findFirst()
                .map(job -> new Generation(job.id(), "txt2img", List.of(job), jobs)));
    }

    private static boolean isMine(HttpServletRequest request, Generation generation) {
        return Ownership.mayChange(request, generation.jobs().get(0).owner());
    }

    /** The one that runs, if it is the caller's to end. */
    private Optional<Generation> mine(HttpServletRequest request) {
        Optional<Generation> running = running();
        running.ifPresent(generation -> Ownership.check(request, generation.jobs().get(0).owner()));
        return running;
    }

    private Object byTask(HttpServletRequest request, Map<String, Object> body) {
        if (!(body.get("id_task") instanceof String id)) {
            throw ErrorReply.missing("id_task");
        }
        long preview = body.get("id_live_preview") instanceof Number n ? n.longValue() : -1;
        boolean wanted = !Boolean.FALSE.equals(body.get("live_preview"));
        Optional<Generation> task = generations.find(id);
        return ProgressView.task(task, generations.open(), wanted && task.stream().allMatch(g -> isMine(request, g)), preview);
    }
}
