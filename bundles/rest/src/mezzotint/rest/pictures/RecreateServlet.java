package mezzotint.rest.pictures;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import mezzotint.image.PictureHeader;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.manage.Profiles;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.libs.web.Ownership;
import mezzotint.studio.Pictures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code POST /api/recreate}: what it takes to make a picture again. The body is the PNG, or {@code {"picture": ID}} for one of this
 * workbench.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/recreate")
public final class RecreateServlet extends HttpServlet {

    private static final int LIMIT = 64 << 20;

    private final transient Pictures pictures;
    private final transient Profiles profiles;
    private final transient Models models;
    private final transient Plugins plugins;

    @Activate
    public RecreateServlet(@Reference Pictures pictures, @Reference Profiles profiles, @Reference Models models, @Reference Plugins plugins) {
        this.pictures = pictures;
        this.profiles = profiles;
        this.models = models;
        this.plugins = plugins;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            var provenance = PictureProvenance.read(png(request, Json.body(request, LIMIT)));
            Json.answer(response, 200, new Recreation(provenance, profiles, models, plugins, Caller.name(request)).view());
        });
    }

    private byte[] png(HttpServletRequest request, byte[] body) {
        if (body.length == 0 || body[0] != '{') {
            PictureHeader.check(body, PictureHeader.MOST_PIXELS);
            return body;
        }
        Object id = Json.object(Json.parse(body)).get("picture");
        Pictures.Made made = pictures.find(String.valueOf(id)).flatMap(found -> pictures.origin(found.id())).orElseThrow(() ->
                new Problem(Problem.Kind.MISSING, "there is no picture " + id, "look at /api/pictures, or send the PNG itself"));
        Ownership.check(request, made.job().owner());
        return pictures.png(made.result());
    }
}
