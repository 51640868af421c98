package mezzotint.sdapi;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.sdapi.fields.Base64Pictures;
import mezzotint.sdapi.fields.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The routes that take a picture: they read its parameters, or work on it. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({
        "/sdapi/v1/png-info", "/sdapi/v1/extra-single-image", "/sdapi/v1/extra-batch-images"})
public final class PictureServlet extends HttpServlet {

    private final transient Plugins plugins;
    private final transient Models models;

    @Activate
    public PictureServlet(@Reference Plugins plugins, @Reference Models models) {
        this.plugins = plugins;
        this.models = models;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(response, () -> {
            Map<String, Object> body = Reply.body(request);
            return switch (request.getServletPath()) {
                case "/sdapi/v1/png-info" -> information(Base64Pictures.image(body));
                case "/sdapi/v1/extra-single-image" -> new Extras(body, plugins, models).one();
                default -> new Extras(body, plugins, models).several();
            };
        });
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.notAllowed(response);
    }

    /** Infotext as it stands in the picture; of other programs, as SD.Next does, what their own notes say. */
    private static Map<String, Object> information(byte[] picture) {
        PictureFile file = PictureFile.read(picture);
        Optional<Reading> reading = reading(file);
        var items = new LinkedHashMap<String, Object>(file.texts());
        items.remove("parameters");
        items.remove(PictureFile.COMMENT);
        // JSON of a program that is not read is shown as it is, and names no parameters.
        String text = reading.map(Reading::infotext).or(file::infotext).orElse("");
        return Lists.row("info", text, "items", items, "parameters", reading.map(found -> Reading.of(found.infotext()).facts()).orElse(Map.of()));
    }

    private static Optional<Reading> reading(PictureFile file) {
        try {
            return Reading.of(file);
        } catch (Problem e) {
            if (e.kind() == Problem.Kind.UNSUPPORTED) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
