package mezzotint.rest.infotext;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mezzotint.image.PictureHeader;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;
import mezzotint.libs.web.Json;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code POST /api/infotext}: the settings that a picture or a text names. The body is a picture, a text, or JSON with
 * {@code text} or, as base64, {@code image}.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/infotext")
public final class InfotextServlet extends HttpServlet {

    private static final int LIMIT = 64 << 20;

    private final transient Plugins plugins;
    private final transient Models models;

    @Activate
    public InfotextServlet(@Reference Plugins plugins, @Reference Models models) {
        this.plugins = plugins;
        this.models = models;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> Json.answer(response, 200, view(request)));
    }

    private Map<String, Object> view(HttpServletRequest request) throws IOException {
        byte[] body = Json.body(request, LIMIT);
        if (Objects.requireNonNullElse(request.getContentType(), "").startsWith("text/")) {
            return view(Reading.of(new String(body, StandardCharsets.UTF_8)), Optional.empty());
        }
        return body.length > 0 && body[0] == '{' ? view(Json.object(Json.parse(body))) : view(body);
    }

    private Map<String, Object> view(Map<String, Object> json) {
        if (json.get("text") instanceof String text) {
            return view(Reading.of(text), Optional.empty());
        }
        if (!(json.get("image") instanceof String image)) {
            throw Problem.invalid("neither text nor image is given", "send one of them as a text");
        }
        try {
            return view(Base64.getMimeDecoder().decode(image.replaceFirst("^data:[^,]{0,100},", "")));
        } catch (IllegalArgumentException e) {
            throw new Problem(Problem.Kind.INVALID, "image is no base64", "encode the picture's bytes as base64", e);
        }
    }

    /** What we wrote ourselves is read first: it has all settings, also those that infotext has no words for. */
    private Map<String, Object> view(byte[] picture) {
        PictureHeader.check(picture, PictureHeader.MOST_PIXELS);
        PictureFile file = PictureFile.read(picture);
        Optional<OwnRequest> own = OwnRequest.of(file);
        Optional<Reading> reading = own.isPresent() ? Optional.of(own.get().reading(file)) : Reading.of(file);
        return view(reading.orElseThrow(() -> new Problem(Problem.Kind.MISSING, "the picture names no parameters",
                "take a picture as the program that made it saved it")), own);
    }

    private Map<String, Object> view(Reading reading, Optional<OwnRequest> own) {
        var recalled = new InfotextSettings(reading, plugins, models);
        own.ifPresent(request -> request.addTo(recalled.settings(), recalled.left(), plugins));
        var out = new LinkedHashMap<String, Object>();
        out.put("program", reading.program());
        out.put("infotext", reading.infotext());
        out.put("settings", recalled.settings());
        out.put("left", recalled.left());
        return out;
    }
}
