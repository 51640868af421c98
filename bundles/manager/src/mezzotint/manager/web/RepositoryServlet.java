package mezzotint.manager.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Ownership;
import mezzotint.libs.web.Requests;
import mezzotint.manage.Installed;
import mezzotint.manage.Installer;
import mezzotint.manage.Repositories;
import mezzotint.manager.repository.RepositoryList;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /api/repositories}: GET lists them, POST of {@code name}, {@code url} and {@code key} adds
 * one, POST to {@code NAME/refresh} fetches its index again, DELETE removes it; GET {@code
 * /api/offers?search=} lists what there is to install.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/repositories", "/api/repositories/*", "/api/offers"})
public final class RepositoryServlet extends HttpServlet {

    private final transient RepositoryList repositories;
    private final transient Installer installer;

    @Activate
    public RepositoryServlet(@Reference RepositoryList repositories, @Reference Installer installer) {
        this.repositories = repositories;
        this.installer = installer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            List<String> path = Requests.path(request);
            String place = request.getServletPath().endsWith("/offers") ? " offers" : " repositories";
            switch (request.getMethod() + place + path.size()) {
                case "GET offers0" -> Json.answer(response, 200, offers(Objects.requireNonNullElse(request.getParameter("search"), "")));
                case "GET repositories0" -> Json.answer(response, 200, ManagerViews.all(repositories.list(), ManagerViews::of));
                case "POST repositories0" -> Json.answer(response, HttpServletResponse.SC_CREATED, ManagerViews.of(add(Json.object(request), request)));
                case "POST repositories2" -> Json.answer(response, 200, ManagerViews.of(refresh(path, request)));
                case "DELETE repositories1" -> {
                    repositories.remove(path.get(0), Caller.name(request));
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                }
                default -> throw missing(request);
            }
        });
    }

    private List<Map<String, Object>> offers(String text) {
        Map<String, Installed> here = installer.list().stream().collect(Collectors.toMap(Installed::name, Function.identity()));
        return repositories.search(text).stream().map(o -> ManagerViews.of(o, Optional.ofNullable(here.get(o.name())))).toList();
    }

    private Repositories.Repository add(Map<String, Object> repository, HttpServletRequest request) {
        String url = Requests.text(repository, "url");
        try {
            return repositories.add(Requests.text(repository, "name"), URI.create(url), Objects.toString(repository.get("key"), ""), Caller.name(request),
                    Ownership.administers(request));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("the address of the repository is " + url, "give one that begins with https: or file:");
        }
    }

    private Repositories.Repository refresh(List<String> path, HttpServletRequest request) {
        if (!path.get(1).equals("refresh")) {
            throw missing(request);
        }
        return repositories.refresh(path.get(0));
    }

    private static Problem missing(HttpServletRequest request) {
        return Requests.missing(request, "use GET or POST /api/repositories, POST /api/repositories/NAME/refresh, DELETE /api/repositories/NAME, or GET /api/offers");
    }
}
