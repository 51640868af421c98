package mezzotint.rest.pictures;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.image.Png;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.rest.ApiViews;
import mezzotint.rest.ListPage;
import mezzotint.libs.web.Ownership;
import mezzotint.studio.Job;
import mezzotint.studio.Pictures;
import mezzotint.studio.RequestMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/pictures}: what was made, newest first, searched by {@code search}, {@code favourite} and {@code trash}; each picture as PNG, whole or small; marks and the trash. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/pictures", "/api/pictures/*"})
public final class PicturesServlet extends HttpServlet {

    private static final int PAGE = 60;
    private static final int LARGEST = 4096;
    private static final String RESTORE = "/restore";
    private static final String FAVOURITE = "/favourite";

    private final transient Pictures pictures;
    private final transient Favourites favourites;

    @Activate
    public PicturesServlet(@Reference Pictures pictures, @Reference Favourites favourites) {
        this.pictures = pictures;
        this.favourites = favourites;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (request.getPathInfo() == null) {
                Set<String> marked = favourites.of(Ownership.of(request));
                List<Pictures.Made> page = ListPage.of(chosen(request, marked), m -> m.result().id(), PAGE, request, response);
                Json.answer(request, response, page.stream().map(made -> view(made, marked)).toList());
            } else {
                send(request, response);
            }
        });
    }

    private List<Pictures.Made> chosen(HttpServletRequest request, Set<String> marked) {
        PictureSearch search = PictureSearch.of(request.getParameter("search"));
        boolean favourite = Boolean.parseBoolean(request.getParameter("favourite"));
        List<Pictures.Made> all = Boolean.parseBoolean(request.getParameter("trash")) ? pictures.trash() : pictures.list();
        return all.stream().filter(made -> Ownership.mayChange(request, made.job().owner()) && (!favourite || marked.contains(made.result().id())) && search.finds(made)).toList();
    }

    /** {@code PUT ID/favourite} marks a picture for who asks. */
    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> mark(request, response, true));
    }

    private void mark(HttpServletRequest request, HttpServletResponse response, boolean favourite) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        if (!path.endsWith(FAVOURITE)) {
            throw new Problem(Problem.Kind.MISSING, "there is nothing to put at " + request.getRequestURI(), "PUT to /api/pictures/ID/favourite");
        }
        String id = path.substring(1, path.length() - FAVOURITE.length());
        pictures.find(id).orElseThrow(() -> absent(id));
        Ownership.check(request, owner(id));
        favourites.mark(Ownership.of(request), id, favourite);
        Json.answer(response, 200, Map.of("id", id, "favourite", favourite));
    }

    /** Into the trash: one picture, or those that {@code id} names. {@code ID/favourite} is a mark alone. */
    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (String.valueOf(request.getPathInfo()).endsWith(FAVOURITE)) {
                mark(request, response, false);
                return;
            }
            String[] named = request.getPathInfo() != null ? new String[] {request.getPathInfo().substring(1)} : request.getParameterValues("id");
            if (named == null) {
                throw Problem.invalid("no picture is named", "give ?id=");
            }
            List<String> ids = Arrays.stream(named).flatMap(v -> Arrays.stream(v.split(","))).distinct().toList();
            ids.forEach(id -> Ownership.check(request, owner(id)));
            ids.forEach(pictures::discard);
            Json.answer(response, 200, Map.of("discarded", ids));
        });
    }

    private String owner(String id) {
        return pictures.origin(id).orElseThrow(() -> absent(id)).job().owner();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            String path = String.valueOf(request.getPathInfo());
            if (!path.endsWith(RESTORE)) {
                throw new Problem(Problem.Kind.MISSING, "there is nothing at " + request.getRequestURI(), "POST to /api/pictures/ID/restore");
            }
            String id = path.substring(1, path.length() - RESTORE.length());
            Ownership.check(request, owner(id));
            pictures.restore(id);
            Json.answer(response, 200, ApiViews.picture(pictures.find(id).orElseThrow(() -> absent(id))));
        });
    }

    private static Map<String, Object> view(Pictures.Made made, Set<String> marked) {
        var view = new LinkedHashMap<>(ApiViews.picture(made.result()));
        view.put("job", made.job().id());
        view.put("owner", made.job().owner());
        view.put("favourite", marked.contains(made.result().id()));
        made.job().ended().ifPresent(at -> view.put("made", at.toString()));
        view.put("request", RequestMap.of(made.job().request()));
        return view;
    }

    private static Problem absent(String id) {
        return new Problem(Problem.Kind.MISSING, "there is no picture " + id, "look at /api/pictures");
    }

    private void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = request.getPathInfo().substring(1);
        Job.Result result = pictures.find(id).orElseThrow(() -> absent(id));
        Ownership.check(request, owner(id));
        int size = ListPage.number(request, "size", 0, LARGEST);
        String tag = "\"" + id + "-" + size + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, max-age=31536000, immutable");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            return;
        }
        byte[] png = size > 0 ? Png.encode(Thumbnails.within(pictures.image(result), size)) : pictures.png(result);
        response.setContentType("image/png");
        response.setContentLength(png.length);
        response.getOutputStream().write(png);
    }
}
