package mezzotint.login;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.access.Role;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.login.users.User;
import mezzotint.login.users.Users;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code POST /api/login}, {@code /api/logout} and {@code /api/me/password}, {@code GET /api/me}; and the login page. */
@Component(service = Servlet.class, configurationPid = Access.PID)
@HttpWhiteboardServletPattern({"/api/login", "/api/logout", "/api/me", "/api/me/password"})
@HttpWhiteboardResource(pattern = "/login/*", prefix = "/www")
public final class LoginServlet extends HttpServlet {

    private final transient Logins logins;
    private final transient Users users;
    private final transient Duration length;

    @Activate
    public LoginServlet(@Reference Logins logins, @Reference Users users, Access access) {
        this.logins = logins;
        this.users = users;
        this.length = Duration.ofDays(access.sessionDays());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.guarded(response, () -> {
            switch (request.getMethod() + " " + request.getServletPath()) {
                case "GET /api/me" -> Json.answer(response, 200, me(request));
                case "POST /api/login" -> logIn(request, response);
                case "POST /api/logout" -> logOut(request, response);
                case "POST /api/me/password" -> changePassword(request, response);
                default -> throw Requests.missing(request,
                        "use POST /api/login, POST /api/logout, POST /api/me/password or GET /api/me");
            }
        });
    }

    private Map<String, Object> me(HttpServletRequest request) {
        var me = new LinkedHashMap<String, Object>();
        me.put("name", request.getRemoteUser());
        me.put("roles", roles(request));
        me.put("password", users.isLoginNeeded());
        return me;
    }

    private static List<String> roles(HttpServletRequest request) {
        return Arrays.stream(Role.values()).map(Role::toString).filter(request::isUserInRole).toList();
    }

    private void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> body = Json.object(request);
        String name = Answers.text(body, "name");
        String password = Answers.text(body, "password");
        if (name == null || password == null) {
            throw Problem.invalid("the name or the password is missing", "send {\"name\": \"...\", \"password\": \"...\"}");
        }
        String secret = logins.logIn(name, password, request.getRemoteAddr(), length);
        setCookie(request, response, secret, length);
        User user = users.find(name).orElseThrow();
        Json.answer(response, 200, Map.of("name", name, "roles", user.role().covered().stream().map(Role::toString).toList(), "password", true));
    }

    private void logOut(HttpServletRequest request, HttpServletResponse response) {
        logins.logOut(request);
        setCookie(request, response, "", Duration.ZERO);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void changePassword(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> body = Json.object(request);
        String old = Answers.text(body, "old");
        String changed = Answers.text(body, "new");
        if (old == null || changed == null) {
            throw Problem.invalid("the old or the new password is missing", "send {\"old\": \"...\", \"new\": \"...\"}");
        }
        if (Caller.BY_TOKEN.equals(request.getAuthType())) {
            throw new Problem(Problem.Kind.FORBIDDEN, "a token changes no password", "log in with the password");
        }
        logins.changePassword(request, old, changed, length).ifPresent(secret -> setCookie(request, response, secret, length));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void setCookie(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader("Set-Cookie", logins.cookie() + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (request.isSecure() ? "; Secure" : ""));
    }
}
