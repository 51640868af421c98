package mezzotint.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/pictures}: what was made, newest first, and each picture as PNG, whole or small. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/pictures", "/api/pictures/*"})
public final class PicturesServlet extends HttpServlet {

    private static final int MOST = 1000;

    private final transient Jobs jobs;

    @Activate
    public PicturesServlet(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (request.getPathInfo() == null) {
                Json.answer(response, 200, made().limit(number(request, "limit", 60, MOST)).toList());
            } else {
                send(request, response);
            }
        });
    }

    private Stream<Map<String, Object>> made() {
        return jobs.list().stream().filter(j -> j.state() == Job.State.DONE).flatMap(job -> Views.results(job).stream().map(result -> {
            var view = new LinkedHashMap<>(Views.picture(result));
            view.put("request", Views.request(job.request()));
            return view;
        }));
    }

    private void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = request.getPathInfo().substring(1);
        Job.Result result = jobs.picture(id).orElseThrow(() ->
                new Problem(Problem.Kind.MISSING, "there is no picture " + id, "look at /api/pictures"));
        int size = number(request, "size", 0, 4096);
        String tag = "\"" + id + "-" + size + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, max-age=31536000, immutable");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            return;
        }
        Image image = result.picture().image();
        byte[] png = size > 0 ? Png.encode(Thumbnails.within(image, size)) : Png.encode(image, result.picture().infotext());
        response.setContentType("image/png");
        response.setContentLength(png.length);
        response.getOutputStream().write(png);
    }

    private static int number(HttpServletRequest request, String name, int otherwise, int most) {
        String text = request.getParameter(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw Problem.invalid(name + " is " + text, "give a whole number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }
}
