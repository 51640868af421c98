package mezzotint.catalog.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.store.OutcomeLog;
import mezzotint.libs.web.Csv;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Ownership;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/catalog/outcomes}: what became of what was found, told by panels, given out and forgotten; {@code kept} says whether it is kept at all. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/catalog/outcomes", "/api/catalog/outcomes/kept"})
public final class OutcomeServlet extends HttpServlet {

    private static final int LONGEST_NEED = 500;
    private static final List<String> COLUMNS = List.of("search", "need", "artifact", "kind", "position", "at");

    private final transient OutcomeLog log;

    @Activate
    public OutcomeServlet(@Reference OutcomeLog log) {
        this.log = log;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (request.getServletPath().endsWith("/kept")) {
                Json.answer(request, response, Map.of("kept", log.isKept(), "words", log.keepsWords()));
                return;
            }
            String format = Objects.requireNonNullElse(request.getParameter("format"), "json");
            List<Map<String, Object>> all = log.all().stream().map(OutcomeServlet::row).toList();
            if (format.equals("csv")) {
                response.setContentType("text/csv");
                response.setCharacterEncoding("UTF-8");
                response.setHeader("Content-Disposition", "attachment; filename=\"outcomes.csv\"");
                response.getOutputStream().write(csv(all).getBytes(StandardCharsets.UTF_8));
            } else if (format.equals("json")) {
                Json.answer(request, response, all);
            } else {
                throw Problem.invalid("format is " + format, "give json or csv");
            }
        });
    }

    private static Map<String, Object> row(OutcomeLog.Entry entry) {
        var row = new LinkedHashMap<String, Object>();
        Outcome outcome = entry.outcome();
        row.put("search", entry.search());
        row.put("need", outcome.need().equals(entry.search()) ? null : outcome.need());
        row.put("artifact", outcome.artifact());
        row.put("kind", outcome.kind().toString());
        row.put("position", outcome.position());
        row.put("at", outcome.at().toString());
        return row;
    }

    private static String csv(List<Map<String, Object>> rows) {
        return Csv.text(COLUMNS, rows.stream().map(row -> COLUMNS.stream().map(column -> Objects.toString(row.get(column), null)).toList()).toList());
    }

    /** {@code {"shown": [ids], "need": words}} answers the list's {@code search}; {@code {"search", "artifact", "kind"}} says what became of one. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            Map<String, Object> told = Json.object(request);
            if (told.containsKey("shown")) {
                String need = told.get("need") == null ? null : Requests.kept(Requests.text(told, "need"), "need", LONGEST_NEED);
                Json.answer(response, 201, Map.of("search", log.shown(ids(told.get("shown")), need)));
            } else {
                log.became(Requests.text(told, "search"), Requests.text(told, "artifact"), kind(Requests.text(told, "kind")));
                Json.answer(response, 200, Map.of("search", told.get("search"), "kind", told.get("kind")));
            }
        });
    }

    private static List<String> ids(Object shown) {
        if (!(shown instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw Problem.invalid("shown is " + shown, "send a list of ids of artifacts");
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static Outcome.Kind kind(String text) {
        return Arrays.stream(Outcome.Kind.values()).filter(kind -> kind.toString().equals(text.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> Problem.invalid("kind is " + text, "send clicked, chosen, worked or failed"));
    }

    /** All, or those of {@code ?artifact=}. */
    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            Ownership.checkAdministers(request, "forget outcomes");
            Json.answer(response, 200, Map.of("forgotten", log.forget(Optional.ofNullable(request.getParameter("artifact")))));
        });
    }
}
