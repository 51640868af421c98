package mezzotint.login.users;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.access.Role;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.login.Answers;
import mezzotint.login.Caller;
import mezzotint.login.Logins;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /api/users}: who may log in. GET lists, POST adds; PUT or PATCH and DELETE of {@code NAME}
 * change and remove; {@code NAME/tokens} holds a user's tokens, and {@code /api/me/tokens} the caller's own.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/users", "/api/users/*", "/api/me/tokens", "/api/me/tokens/*"})
public final class UsersServlet extends HttpServlet {

    private static final String USE =
            "use GET or POST /api/users, PUT, PATCH or DELETE /api/users/NAME, GET or POST /api/users/NAME/tokens, DELETE /api/users/NAME/tokens/ID";

    private static final int LONGEST_LABEL = 100;

    private final transient Users users;
    private final transient Logins logins;

    @Activate
    public UsersServlet(@Reference Users users, @Reference Logins logins) {
        this.users = users;
        this.logins = logins;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.guarded(response, () -> {
            List<String> path = path(request);
            if (!request.getMethod().equals("GET") && Caller.BY_TOKEN.equals(request.getAuthType()) && path.size() > 1) {
                throw new Problem(Problem.Kind.FORBIDDEN, "a token makes and removes no tokens", "log in with the password");
            }
            switch (request.getMethod() + path.size()) {
                case "GET0" -> Json.answer(response, 200, users.list().stream().map(UsersServlet::view).toList());
                case "POST0" -> Json.answer(response, 201, view(add(Json.object(request), request.getRemoteUser())));
                case "PUT1", "PATCH1" -> Json.answer(response, 200, view(change(path.get(0), Json.object(request), request.getRemoteUser())));
                case "DELETE1" -> remove(path.get(0), request, response);
                case "GET2" -> Json.answer(response, 200, tokens(path.get(0)));
                case "POST2" -> Json.answer(response, 201, addToken(path.get(0), Json.object(request), request.getRemoteUser()));
                case "DELETE3" -> {
                    users.removeToken(path.get(0), path.get(2), request.getRemoteUser());
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                }
                default -> throw missing(request);
            }
        });
    }

    /** Nothing, a name, a name and {@code tokens}, or these and an id. */
    private static List<String> path(HttpServletRequest request) {
        String info = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        String below = request.getServletPath().equals("/api/me/tokens") ? request.getRemoteUser() + "/tokens/" + info : info;
        List<String> path = below.isEmpty() ? List.of() : List.of(Users.composed(below).split("/"));
        if (path.size() > 3 || path.size() > 1 && !path.get(1).equals("tokens")) {
            throw missing(request);
        }
        return path;
    }

    private static Problem missing(HttpServletRequest request) {
        return Requests.missing(request, USE);
    }

    private User add(Map<String, Object> body, String by) {
        String name = Answers.text(body, "name");
        return users.add(name == null ? null : Users.composed(name), password(body), role(body, "role"), by);
    }

    private User change(String name, Map<String, Object> body, String by) {
        Role role = role(body, "role");
        User user = users.find(name).orElse(null);
        if (role != null) {
            user = users.setRole(name, role, by);
        }
        if (body.containsKey("password")) {
            user = users.setPassword(name, password(body), by);
            logins.endSessions(name);
        }
        if (user == null || role == null && !body.containsKey("password")) {
            throw Problem.invalid(user == null ? "there is no user " + name : "nothing is to be changed", "send a role or a password for a user that is listed");
        }
        return user;
    }

    private void remove(String name, HttpServletRequest request, HttpServletResponse response) {
        users.remove(name, request.getRemoteUser());
        logins.endSessions(name);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private Map<String, Object> addToken(String name, Map<String, Object> body, String by) {
        Role scope = role(body, "scope");
        String label = Answers.text(body, "label");
        String secret = users.addToken(name, label == null ? "" : Requests.kept(label, "label", LONGEST_LABEL), scope == null ? Role.MAKE : scope, length(body), by);
        return Map.of("token", secret, "advice", "keep it now: it is not shown again");
    }

    /** How long a token is good for; without {@code days} it has no end. */
    private static Duration length(Map<String, Object> body) {
        String days = Answers.text(body, "days");
        if (days == null) {
            return null;
        }
        if (!days.matches("[1-9]\\d{0,3}")) {
            throw Problem.invalid("days is " + days, "give a whole number from 1 to 9999");
        }
        return Duration.ofDays(Integer.parseInt(days));
    }

    private static String password(Map<String, Object> body) {
        String password = Answers.text(body, "password");
        if (password == null) {
            throw Problem.invalid("the password is missing", "send one");
        }
        return password;
    }

    private static Role role(Map<String, Object> body, String field) {
        String name = Answers.text(body, field);
        return name == null ? null : Role.of(name);
    }

    private List<Map<String, Object>> tokens(String name) {
        return users.find(name).map(user -> user.tokens().stream().map(UsersServlet::view).toList())
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no user " + name, "look at /api/users"));
    }

    private static Map<String, Object> view(User user) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", user.name());
        out.put("role", user.role().toString());
        out.put("tokens", user.tokens().stream().map(UsersServlet::view).toList());
        return out;
    }

    private static Map<String, Object> view(Token token) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", token.id());
        out.put("label", token.label());
        out.put("scope", token.scope().toString());
        out.put("created", Instant.ofEpochSecond(token.created()).toString());
        out.put("expires", token.expires() == 0 ? null : Instant.ofEpochSecond(token.expires()).toString());
        out.put("used", token.used() == 0 ? null : Instant.ofEpochSecond(token.used()).toString());
        return out;
    }
}
