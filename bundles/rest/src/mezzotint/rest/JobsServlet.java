package mezzotint.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import mezzotint.studio.Studio;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/jobs}: hands requests in, tells how they stand, cancels them. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/jobs", "/api/jobs/*"})
public final class JobsServlet extends HttpServlet {

    private static final double DEFAULT_LIMIT_SECONDS = 3600;

    private final transient Studio studio;
    private final transient Jobs jobs;

    @Activate
    public JobsServlet(@Reference Studio studio, @Reference Jobs jobs) {
        this.studio = studio;
        this.jobs = jobs;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            var settings = new HashMap<>(Json.object(request));
            Duration limit = limit(settings.remove("timeout"));
            Job job = jobs.submit(studio.request(settings), limit);
            response.setHeader("Location", "/api/jobs/" + job.id());
            Json.answer(response, 202, Views.job(job));
        });
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> Json.answer(response, 200,
                request.getPathInfo() == null ? jobs.list().stream().map(Views::job).toList() : Views.job(named(request))));
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            Job job = named(request);
            job.cancel();
            Json.answer(response, 200, Views.job(job));
        });
    }

    private Job named(HttpServletRequest request) {
        String id = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        return jobs.find(id).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no job " + id, "look at /api/jobs"));
    }

    private static Duration limit(Object seconds) {
        if (seconds == null) {
            return Duration.ofSeconds((long) DEFAULT_LIMIT_SECONDS);
        }
        if (!(seconds instanceof Number n) || !(n.doubleValue() > 0)) {
            throw Problem.invalid("timeout is " + seconds, "give a number of seconds above 0");
        }
        return Duration.ofMillis((long) (1000 * n.doubleValue()));
    }
}
