package mezzotint.manager.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Ownership;
import mezzotint.libs.web.Requests;
import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import mezzotint.manage.Plan;
import mezzotint.manager.repository.Fetch;
import mezzotint.manager.trust.SwitchedNetwork;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /api/plugins/plans}: POST of a wish makes a plan, GET lists the plans or shows one, POST to
 * one agrees to it and carries it out, DELETE forgets it. {@code /api/plugins/changes}: GET lists
 * the changes or shows one, DELETE cancels one that waits.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/plugins/plans", "/api/plugins/plans/*", "/api/plugins/changes", "/api/plugins/changes/*"})
public final class PlanServlet extends HttpServlet {

    private final transient Installer installer;
    private final transient SwitchedNetwork network;

    @Activate
    public PlanServlet(@Reference Installer installer, @Reference SwitchedNetwork network) {
        this.installer = installer;
        this.network = network;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            List<String> path = Requests.path(request);
            String place = request.getServletPath().substring(request.getServletPath().lastIndexOf('/') + 1);
            switch (request.getMethod() + " " + place + path.size()) {
                case "GET plans0" -> Json.answer(response, 200, ManagerViews.all(installer.plans(), ManagerViews::of));
                case "GET plans1" -> Json.answer(response, 200, ManagerViews.of(plan(path.get(0))));
                case "POST plans0" -> plan(request, response);
                case "POST plans1" -> carryOut(path.get(0), request, response);
                case "DELETE plans1" -> {
                    installer.dismiss(path.get(0), Caller.name(request));
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                }
                case "GET changes0" -> Json.answer(response, 200, ManagerViews.all(installer.changes(), ManagerViews::of));
                case "GET changes1" -> Json.answer(response, 200, ManagerViews.of(change(path.get(0))));
                case "DELETE changes1" -> cancel(change(path.get(0)), response);
                default -> throw Requests.missing(request, "use GET or POST /api/plugins/plans, GET, POST or DELETE /api/plugins/plans/ID, "
                        + "GET /api/plugins/changes, or GET or DELETE /api/plugins/changes/ID");
            }
        });
    }

    private void plan(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String by = Caller.name(request);
        Plan plan = installer.plan(WishReader.read(Json.object(request)).wish(new Fetch(Ownership.administers(request) ? network : network.outside())), by);
        if (ChangeAnswers.agreed(request)) {
            carryOut(plan.id(), request, response);
        } else {
            response.setHeader("Location", "/api/plugins/plans/" + plan.id());
            Json.answer(response, HttpServletResponse.SC_CREATED, ManagerViews.of(plan));
        }
    }

    private void carryOut(String plan, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Change change = installer.carryOut(plan, Caller.name(request), true);
        ChangeAnswers.answer(request, response, change, () -> Json.answer(response, 200, ManagerViews.of(change)));
    }

    private static void cancel(Change change, HttpServletResponse response) throws IOException {
        if (!change.cancel()) {
            if (change.state() == Change.State.QUEUED || change.state() == Change.State.WAITING) {
                throw new Problem(Problem.Kind.CONFLICT, "the change " + change.id() + " follows from " + change.by() + ", and cannot be cancelled",
                        "wait for it, or cancel the pictures that it waits for");
            }
            throw new Problem(Problem.Kind.CONFLICT, "the change " + change.id() + " does not wait any more", "make another change that undoes it");
        }
        Json.answer(response, 200, ManagerViews.of(change));
    }

    private Plan plan(String id) {
        return installer.plans().stream().filter(p -> p.id().equals(id)).findFirst()
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no plan " + id + ", or no longer", "plan it again"));
    }

    private Change change(String id) {
        return installer.change(id).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no change " + id, "choose one of the list of changes"));
    }
}
