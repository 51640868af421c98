package mezzotint.manager.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import mezzotint.manage.Plan;
import mezzotint.manage.Profile;
import mezzotint.manage.ProfileMap;
import mezzotint.manage.Profiles;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /api/profiles}: GET lists them, shows (and so exports) one, and with {@code compare?a=&b=} says what is different; PUT of {@code
 * NAME} saves the state as it is; POST to {@code import} keeps one, to {@code NAME/plan} plans the change to it, to {@code NAME/apply} and
 * {@code rollback} also carries it out; DELETE forgets one. {@code ?agreed=true} gives the consent that a plan may need.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/profiles", "/api/profiles/*"})
public final class ProfileServlet extends HttpServlet {

    private static final String ADVICE = "use GET /api/profiles, GET, PUT or DELETE /api/profiles/NAME, GET /api/profiles/compare?a=NAME&b=NAME, "
            + "POST /api/profiles/import, /api/profiles/NAME/plan, /api/profiles/NAME/apply, or /api/profiles/rollback";

    private final transient Profiles profiles;
    private final transient Installer installer;

    @Activate
    public ProfileServlet(@Reference Profiles profiles, @Reference Installer installer) {
        this.profiles = profiles;
        this.installer = installer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            List<String> path = Requests.path(request);
            String name = path.isEmpty() ? "" : path.get(0);
            switch (request.getMethod() + path.size()) {
                case "GET0" -> Json.answer(response, 200, ManagerViews.all(profiles.list(), ProfileServlet::summary));
                case "GET1" -> Json.answer(response, 200, name.equals("compare") ? compare(request) : ProfileMap.of(profiles.find(name)));
                case "PUT1" -> Json.answer(response, 200, ProfileMap.of(profiles.save(name, Caller.name(request))));
                case "POST1" -> post(name, request, response);
                case "POST2" -> change(profiles.find(name), path.get(1), request, response);
                case "DELETE1" -> {
                    profiles.delete(name, Caller.name(request));
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                }
                default -> throw Requests.missing(request, ADVICE);
            }
        });
    }

    private void post(String what, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (what) {
            case "import" -> Json.answer(response, HttpServletResponse.SC_CREATED,
                    ProfileMap.of(profiles.add(ProfileMap.read(Json.object(request)), Caller.name(request))));
            case "rollback" -> change(target(request), "apply", request, response);
            default -> throw Requests.missing(request, ADVICE);
        }
    }

    /** The profile to go back to: {@code ?to=NAME}, else the state before the last change. */
    private Profile target(HttpServletRequest request) {
        String to = request.getParameter("to");
        return to != null ? profiles.find(to) : profiles.previous().orElseThrow(() ->
                new Problem(Problem.Kind.MISSING, "no state before a change is kept that is not the one of now", "choose one of the list of profiles"));
    }

    private void change(Profile profile, String what, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!what.equals("plan") && !what.equals("apply")) {
            throw Requests.missing(request, ADVICE);
        }
        Plan plan = profiles.plan(profile, Caller.name(request));
        if (what.equals("plan") || request.getParameter("plan") != null) {
            response.setHeader("Location", "/api/plugins/plans/" + plan.id());
            Json.answer(response, HttpServletResponse.SC_CREATED, ManagerViews.of(plan));
            return;
        }
        Change change = installer.carryOut(plan.id(), Caller.name(request), ChangeAnswers.agreed(request));
        ChangeAnswers.answer(request, response, change, () -> Json.answer(response, 200, ManagerViews.of(change)));
    }

    private Map<String, Object> compare(HttpServletRequest request) {
        Profile a = profiles.find(Objects.requireNonNullElse(request.getParameter("a"), Profiles.NOW));
        Profile b = profiles.find(Objects.requireNonNullElse(request.getParameter("b"), Profiles.NOW));
        List<Profile.Difference> differences = a.differences(b);
        var view = new LinkedHashMap<String, Object>();
        view.put("a", a.name());
        view.put("b", b.name());
        view.put("differences", differences.stream().map(ProfileServlet::of).toList());
        view.put("words", differences.isEmpty() ? List.of("they are the same") : differences.stream().map(Profile.Difference::words).toList());
        return view;
    }

    private static Map<String, Object> of(Profile.Difference difference) {
        var view = new LinkedHashMap<String, Object>();
        view.put("kind", ManagerViews.word(difference.kind()).replace('_', ' '));
        view.put("name", difference.name());
        if (!difference.setting().isEmpty()) {
            view.put("setting", difference.setting());
        }
        view.put("before", difference.before());
        view.put("after", difference.after());
        view.put("words", difference.words());
        return view;
    }

    private static Map<String, Object> summary(Profile profile) {
        Map<String, Object> view = ProfileMap.of(profile);
        view.put("plugins", profile.plugins().size());
        return view;
    }
}
