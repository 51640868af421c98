package mezzotint.rest.jobs;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.rest.ApiViews;
import mezzotint.rest.ListPage;
import mezzotint.rest.events.Previews;
import mezzotint.libs.web.Ownership;
import mezzotint.libs.web.PluginsStarted;
import mezzotint.libs.web.RetryAfter;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import mezzotint.studio.Order;
import mezzotint.studio.Studio;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/jobs}: hands requests in, tells how they stand, moves and cancels them. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/jobs", "/api/jobs/*"})
public final class JobsServlet extends HttpServlet {

    private static final int PAGE = 200;
    private static final String PREVIEW = "/preview";

    private final transient Studio studio;
    private final transient Jobs jobs;
    private final transient Previews previews;
    private final transient PluginsStarted started;

    @Activate
    public JobsServlet(BundleContext context, @Reference Studio studio, @Reference Jobs jobs, @Reference Previews previews) {
        this.studio = studio;
        this.jobs = jobs;
        this.previews = previews;
        this.started = new PluginsStarted(context);
    }

    @Deactivate
    void close() {
        started.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (request.getMethod().equals("PATCH")) {
            Json.guarded(response, () -> patch(request, response));
        } else {
            super.service(request, response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            byte[] body = Json.body(request);
            Object json = Json.parse(body);
            List<Job> accepted = submit(() -> JobSubmission.read(request, body, json, studio), response);
            if (json instanceof List<?>) {
                Json.answer(response, 202, accepted.stream().map(ApiViews::job).toList());
            } else {
                response.setHeader("Location", "/api/jobs/" + accepted.get(0).id());
                Json.answer(response, 202, ApiViews.job(accepted.get(0)));
            }
        });
    }

    /** Reads the jobs that a request hands in. */
    private interface Reading {
        List<Order> read() throws IOException;
    }

    private List<Job> submit(Reading orders, HttpServletResponse response) throws IOException {
        try {
            started.await();
            return jobs.submit(orders.read());
        } catch (Problem e) {
            if (e.kind() == Problem.Kind.BUSY) {
                RetryAfter.ask(response, jobs);
            }
            throw e;
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            String path = request.getPathInfo();
            if (path != null && path.endsWith(PREVIEW)) {
                preview(own(request, path.substring(1, path.length() - PREVIEW.length())), request, response);
                return;
            }
            if (path != null) {
                Json.answer(request, response, ApiViews.job(own(request, path.substring(1))));
                return;
            }
            Json.answer(request, response, ListPage.of(chosen(request), Job::id, PAGE, request, response).stream().map(ApiViews::job).toList());
        });
    }

    private void preview(Job job, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Previews.Encoded preview = previews.of(job);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("ETag", preview.tag());
        if (preview.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
        } else {
            response.setContentType("image/png");
            response.getOutputStream().write(preview.png());
        }
    }

    /** One job, or those that the parameters choose. */
    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            boolean many = request.getPathInfo() == null;
            if (many && request.getParameterMap().isEmpty()) {
                throw Problem.invalid("no job is named", "give ?id= or ?state= or ?owner=");
            }
            List<Job> those = many ? chosen(request) : List.of(own(request, name(request)));
            List<String> ids = those.stream().map(Job::id).toList();
            if (Boolean.parseBoolean(request.getParameter("forget"))) {
                jobs.forget(ids);
            } else {
                jobs.cancel(ids);
            }
            Json.answer(response, 200, many ? those.stream().map(ApiViews::job).toList() : ApiViews.job(those.get(0)));
        });
    }

    private void patch(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Job job = own(request, name(request));
        Map<String, Object> changes = Json.object(request);
        if (!changes.keySet().equals(Set.of("priority"))) {
            throw Problem.invalid("the changes are of " + changes.keySet(), "a job's priority can be changed, nothing else");
        }
        jobs.prioritize(job.id(), JobSubmission.priority(changes.get("priority")));
        Json.answer(response, 200, ApiViews.job(job));
    }

    /** The jobs that {@code id}, {@code state} and {@code owner} choose; each may be given several times or with commas. */
    private List<Job> chosen(HttpServletRequest request) {
        List<String> ids = values(request, "id");
        List<Job.State> states = values(request, "state").stream().map(JobsServlet::state).toList();
        List<String> owners = values(request, "owner");
        var all = new ArrayList<>(jobs.list());
        all.removeIf(j -> !Ownership.mayChange(request, j.owner()) || !ids.isEmpty() && !ids.contains(j.id()) || !states.isEmpty() && !states.contains(j.state())
                || !owners.isEmpty() && !owners.contains(j.owner()));
        ids.forEach(id -> own(request, id));
        return all;
    }

    private static List<String> values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : Arrays.stream(values).flatMap(v -> Arrays.stream(v.split(","))).toList();
    }

    private static Job.State state(String name) {
        return Arrays.stream(Job.State.values()).filter(s -> s.name().equalsIgnoreCase(name)).findFirst().orElseThrow(() ->
                Problem.invalid("state is " + name, "choose among " + Arrays.toString(Job.State.values()).toLowerCase(Locale.ROOT)));
    }

    private static String name(HttpServletRequest request) {
        return request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    }

    /** @throws Problem if there is no such job, or it is another user's */
    private Job own(HttpServletRequest request, String id) {
        Job job = jobs.find(id).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no job " + id, "look at /api/jobs"));
        Ownership.check(request, job.owner());
        return job;
    }
}
