package mezzotint.login;

import com.google.gson.JsonObject;
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
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code POST /api/login} and {@code /api/logout}, {@code GET /api/me}; and the login page. */
@Component(service = Servlet.class, configurationPid = Access.PID)
@HttpWhiteboardServletPattern({"/api/login", "/api/logout", "/api/me"})
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
                case "GET /api/me" -> Answers.send(response, 200, me(request));
                case "POST /api/login" -> logIn(request, response);
                case "POST /api/logout" -> logOut(request, response);
                default -> throw new Problem(Problem.Kind.MISSING, "there is no " + request.getMethod() + " " + request.getServletPath(),
                        "use POST /api/login, POST /api/logout or GET /api/me");
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
        JsonObject body = Answers.object(request);
        String name = Answers.text(body, "name");
        String password = Answers.text(body, "password");
        if (name == null || password == null) {
            throw Problem.invalid("the name or the password is missing", "send {\"name\": \"...\", \"password\": \"...\"}");
        }
        String secret = logins.logIn(name, password, request.getRemoteAddr(), length);
        setCookie(request, response, secret, length);
        User user = users.find(name).orElseThrow();
        Answers.send(response, 200, Map.of("name", name, "roles", user.role().covered().stream().map(Role::toString).toList(), "password", true));
    }

    private void logOut(HttpServletRequest request, HttpServletResponse response) {
        logins.logOut(request);
        setCookie(request, response, "", Duration.ZERO);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void setCookie(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader("Set-Cookie", logins.cookie() + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (request.isSecure() ? "; Secure" : ""));
    }
}
