package mezzotint.rest.pictures;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import mezzotint.image.PictureHeader;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.studio.Uploads;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/uploads}: pictures to work from. A POST of a picture's bytes gives the name by which parameters of plugins take it. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/uploads", "/api/uploads/*"})
public final class UploadsServlet extends HttpServlet {

    private static final int LIMIT = 64 << 20;

    private final transient Uploads uploads;

    @Activate
    public UploadsServlet(@Reference Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            byte[] file = Json.body(request, LIMIT);
            String name = uploads.keep(file);
            PictureHeader header = PictureHeader.check(file, PictureHeader.MOST_PIXELS);
            String url = "/api/uploads/" + name.substring(Uploads.PREFIX.length());
            response.setHeader("Location", url);
            Json.answer(response, 201, Map.of("name", name, "url", url, "width", header.width(), "height", header.height()));
        });
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (request.getPathInfo() == null) {
                throw new Problem(Problem.Kind.MISSING, "no upload is named", "append the digest that its name ends with");
            }
            byte[] file = uploads.file(Uploads.PREFIX + request.getPathInfo().substring(1));
            response.setContentType("image/" + PictureHeader.check(file, PictureHeader.MOST_PIXELS).format().name().toLowerCase(Locale.ROOT));
            response.setHeader("Cache-Control", "private, max-age=31536000, immutable");
            response.setContentLength(file.length);
            response.getOutputStream().write(file);
        });
    }
}
