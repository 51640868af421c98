package mezzotint.manager;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mezzotint.manage.Installed;
import mezzotint.manage.Installer;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/plugins}: GET lists the bundles, POST of a jar installs or updates one; POST to {@code
 * NAME/start} and {@code NAME/stop} switches it, DELETE of {@code NAME} removes it.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/plugins", "/api/plugins/*"})
public final class PluginServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int LARGEST_JAR = 256 << 20;

    private final transient Installer installer;
    private final transient Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    private final transient Logger logger = LoggerFactory.getLogger(PluginServlet.class);

    @Activate
    public PluginServlet(@Reference Installer installer) {
        this.installer = installer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            List<String> path = path(request);
            switch (request.getMethod() + path.size()) {
                case "GET0" -> write(response, 200, "application/json", installer.list().stream().map(PluginServlet::view).toList());
                case "POST0" -> install(request, response);
                case "POST2" -> write(response, 200, "application/json", view(change(request, path.get(0), path.get(1))));
                case "DELETE1" -> {
                    installer.uninstall(path.get(0));
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                }
                default -> throw missing(request);
            }
        } catch (Problem problem) {
            write(response, problem);
        } catch (RuntimeException e) {
            logger.warn("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            write(response, new Problem(Problem.Kind.INTERNAL, "the manager failed: " + e, "see the log"));
        }
    }

    private void install(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] jar = request.getInputStream().readNBytes(LARGEST_JAR + 1);
        if (jar.length > LARGEST_JAR) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the jar is larger than " + (LARGEST_JAR >> 20) + " MB", "leave models and native libraries out of it");
        }
        List<String> before = installer.list().stream().map(Installed::name).toList();
        Installed installed = installer.install(jar);
        write(response, before.contains(installed.name()) ? 200 : 201, "application/json", view(installed));
    }

    private Installed change(HttpServletRequest request, String name, String what) {
        return switch (what) {
            case "start" -> installer.start(name);
            case "stop" -> installer.stop(name);
            default -> throw missing(request);
        };
    }

    private static Map<String, Object> view(Installed installed) {
        var view = new LinkedHashMap<String, Object>();
        view.put("name", installed.name());
        view.put("version", installed.version());
        view.put("label", installed.label());
        view.put("description", installed.description());
        view.put("on", installed.on());
        view.put("plugins", installed.plugins());
        return view;
    }

    private static List<String> path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null || info.equals("/") ? List.of() : List.of(info.substring(1).split("/"));
    }

    private static Problem missing(HttpServletRequest request) {
        return new Problem(Problem.Kind.MISSING, "there is no " + request.getMethod() + " " + request.getRequestURI(),
                "use GET or POST /api/plugins, POST /api/plugins/NAME/start or stop, or DELETE /api/plugins/NAME");
    }

    private void write(HttpServletResponse response, Problem problem) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", problem.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        body.put("status", problem.kind().status());
        body.put("detail", problem.getMessage());
        body.put("advice", problem.advice());
        write(response, problem.kind().status(), "application/problem+json", body);
    }

    private void write(HttpServletResponse response, int status, String type, Object body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(gson.toJson(body));
    }
}
