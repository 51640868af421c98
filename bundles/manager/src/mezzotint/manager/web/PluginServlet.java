package mezzotint.manager.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mezzotint.fault.Faults;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.manage.Change;
import mezzotint.manage.Installed;
import mezzotint.manage.Installer;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.InstallerState;
import mezzotint.manager.jar.Spool;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /api/plugins}: GET lists the bundles or shows one; POST of a jar installs or updates one,
 * with {@code ?plan} it only says what that would do; POST to {@code NAME/start}, {@code stop} and
 * {@code install?version=} switches it and gets it from a repository; DELETE of {@code NAME} removes
 * it. {@code ?agreed=true} gives the consent that a plan may need.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/plugins", "/api/plugins/*"})
public final class PluginServlet extends HttpServlet {

    private final transient Installer installer;
    private final transient InstallerState installerState;
    private final transient Faults faults;

    @Activate
    public PluginServlet(@Reference Installer installer, @Reference InstallerState installerState, @Reference Faults faults) {
        this.installer = installer;
        this.installerState = installerState;
        this.faults = faults;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            List<String> path = Requests.path(request);
            switch (request.getMethod() + path.size()) {
                case "GET0" -> Json.answer(response, 200, ManagerViews.all(installer.list(), this::view));
                case "GET1" -> Json.answer(response, 200, view(installer.find(path.get(0))));
                case "POST0" -> install(request, response);
                case "POST1" -> repair(request, response, path.get(0));
                case "POST2" -> change(request, response, path.get(0), path.get(1));
                case "DELETE1" -> meet(Wish.NOTHING.remove(path.get(0)), request, response, change -> removed(change, path.get(0), response));
                default -> throw missing(request);
            }
        });
    }

    private void install(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] jar = Spool.read(request.getInputStream());
        String signature = Objects.requireNonNullElse(request.getHeader("Mezzotint-Signature"), "");
        meet(Wish.NOTHING.install(new Parcel(jar, signature, new Origin(Origin.Kind.UPLOAD, ""))), request, response, change -> {
            Plan.Step step = change.plan().steps().get(0);
            Json.answer(response, step.action() == Plan.Action.INSTALL ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_OK, view(step.name()));
        });
    }

    private void repair(HttpServletRequest request, HttpServletResponse response, String what) throws IOException {
        if (!what.equals("repair")) {
            throw missing(request);
        }
        Json.answer(response, 200, Map.of("repaired", installerState.repair(Caller.name(request))));
    }

    private void change(HttpServletRequest request, HttpServletResponse response, String name, String what) throws IOException {
        Wish wish = switch (what) {
            case "start" -> Wish.NOTHING.switchOn(name);
            case "stop" -> Wish.NOTHING.switchOff(name);
            case "install" -> Wish.NOTHING.install(name, Objects.requireNonNullElse(request.getParameter("version"), ""));
            default -> throw missing(request);
        };
        meet(wish, request, response, change -> Json.answer(response, 200, view(name)));
    }

    /** What goes at the next start only is shown as it is until then. */
    private void removed(Change change, String name, HttpServletResponse response) throws IOException {
        if (change.plan().restart()) {
            Json.answer(response, 200, view(name));
        } else {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private Map<String, Object> view(Installed installed) {
        return ManagerViews.of(installed, installerState.note(installed.name()), faults.of(installed.name()));
    }

    private Object view(String name) {
        return installer.list().stream().filter(i -> i.name().equals(name)).findFirst().map(this::view).orElseThrow(() ->
                new Problem(Problem.Kind.CONFLICT, name + " is gone again", "look at the list of changes"));
    }

    /** What is answered when a change is done. */
    @FunctionalInterface
    private interface Done {
        void answer(Change change) throws IOException;
    }

    private void meet(Wish wish, HttpServletRequest request, HttpServletResponse response, Done done) throws IOException {
        Plan plan = installer.plan(wish, Caller.name(request));
        if (request.getParameter("plan") != null) {
            Json.answer(response, 200, ManagerViews.of(plan));
            return;
        }
        Change change = installer.carryOut(plan.id(), Caller.name(request), ChangeAnswers.agreed(request));
        ChangeAnswers.answer(request, response, change, () -> done.answer(change));
    }

    private static Problem missing(HttpServletRequest request) {
        return Requests.missing(request, "use GET or POST /api/plugins, POST /api/plugins/repair, POST /api/plugins/NAME/start, stop or install, or DELETE /api/plugins/NAME");
    }
}
