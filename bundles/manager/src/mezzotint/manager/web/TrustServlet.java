package mezzotint.manager.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /api/trust}: GET shows it; PUT {@code mode}, POST {@code publishers} and {@code revocations}
 * and DELETE {@code publishers?key=} change it.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/trust", "/api/trust/*"})
public final class TrustServlet extends HttpServlet {

    private final transient Trust trust;

    @Activate
    public TrustServlet(@Reference Trust trust) {
        this.trust = trust;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            String by = Caller.name(request);
            switch (request.getMethod() + Objects.requireNonNullElse(request.getPathInfo(), "")) {
                case "GET", "GET/" -> Json.answer(response, 200, view());
                case "PUT/mode" -> {
                    trust.setMode(mode(Requests.text(Json.object(request), "mode")), by);
                    Json.answer(response, 200, view());
                }
                case "POST/publishers" -> {
                    Map<String, Object> publisher = Json.object(request);
                    trust.trust(new Trust.Publisher(Requests.text(publisher, "name"), Requests.text(publisher, "key")), by);
                    Json.answer(response, 201, view());
                }
                case "DELETE/publishers" -> {
                    // A + in a query means a space, and no key has one.
                    trust.distrust(Objects.requireNonNullElse(request.getParameter("key"), "").replace(' ', '+'), by);
                    Json.answer(response, 200, view());
                }
                case "POST/revocations" -> {
                    Map<String, Object> revocation = Json.object(request);
                    trust.revoke(new Trust.Revocation(Requests.text(revocation, "what"), Requests.text(revocation, "reason")), by);
                    Json.answer(response, 201, view());
                }
                default -> throw Requests.missing(request,
                        "use GET /api/trust, PUT /api/trust/mode, POST or DELETE /api/trust/publishers, or POST /api/trust/revocations");
            }
        });
    }

    private Map<String, Object> view() {
        var view = new LinkedHashMap<String, Object>();
        view.put("mode", word(trust.mode()));
        view.put("publishers", trust.publishers());
        view.put("revocations", trust.revocations());
        return view;
    }

    private static Trust.Mode mode(String word) {
        return Arrays.stream(Trust.Mode.values()).filter(m -> word(m).equals(word)).findFirst()
                .orElseThrow(() -> Problem.invalid("mode is " + word, "choose among "
                        + Arrays.stream(Trust.Mode.values()).map(TrustServlet::word).toList()));
    }

    private static String word(Trust.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
