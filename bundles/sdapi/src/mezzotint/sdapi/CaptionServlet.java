package mezzotint.sdapi;

import static mezzotint.sdapi.fields.Field.Type.NUMBER;
import static mezzotint.sdapi.fields.Field.Type.TEXT;
import static mezzotint.sdapi.fields.Field.Type.TRUTH;
import static mezzotint.sdapi.fields.Field.Type.WHOLE;
import static mezzotint.sdapi.fields.Field.of;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mezzotint.image.Image;
import mezzotint.libs.web.Ownership;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.sdapi.fields.Base64Pictures;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Field;
import mezzotint.sdapi.fields.Fields;
import mezzotint.sdapi.fields.PictureBytes;
import mezzotint.sdapi.fields.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The routes that say what a picture shows: AUTOMATIC1111's {@code interrogate}, and SD.Next's tagger and caption. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/sdapi/v1/interrogate", "/sdapi/v1/tagger", "/sdapi/v1/tagger/models", "/sdapi/v1/caption"})
public final class CaptionServlet extends HttpServlet {

    private static final List<Field> TAGGER = List.of(of("image", TEXT, ""), of("model", TEXT, ""), of("threshold", NUMBER, 0.5).from(0).upTo(1),
            of("character_threshold", NUMBER, 0.85).from(0).upTo(1), of("max_tags", WHOLE, 74L).from(1).upTo(512), of("include_rating", TRUTH, false),
            of("sort_alpha", TRUTH, false), of("use_spaces", TRUTH, false), of("escape_brackets", TRUTH, true), of("exclude_tags", TEXT, ""),
            of("show_scores", TRUTH, false));
    private static final List<String> BACKENDS = List.of("openclip", "tagger", "vlm", "analyze");

    private final transient Taggers taggers;
    private final transient Options options;

    @Activate
    public CaptionServlet(@Reference Plugins plugins, @Reference Models models, @Reference Options options) {
        this.taggers = new Taggers(plugins, models);
        this.options = options;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(response, () -> {
            if (request.getServletPath().endsWith("/models")) {
                throw ErrorReply.plain(405, "Method Not Allowed");
            }
            Map<String, Object> body = Reply.body(request);
            return switch (request.getServletPath()) {
                case "/sdapi/v1/interrogate" -> interrogate(body, options.of(Ownership.of(request)));
                case "/sdapi/v1/tagger" -> tagged(body);
                default -> captioned(body);
            };
        });
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().endsWith("/models")) {
            Reply.send(response, taggers::names);
        } else {
            Reply.notAllowed(response);
        }
    }

    /** By the user's options, as AUTOMATIC1111 has them. */
    private Object interrogate(Map<String, Object> body, Map<String, Object> set) {
        Image image = image(body);
        String model = String.valueOf(body.getOrDefault("model", "clip"));
        if (model.equals("deepdanbooru")) {
            var wish = new Taggers.Wish("", number(set, "interrogate_deepbooru_score_threshold"), number(set, "interrogate_deepbooru_score_threshold"),
                    512, false,
                    is(set, "deepbooru_use_spaces"), is(set, "deepbooru_escape"), String.valueOf(set.get("deepbooru_filter_tags")));
            return Lists.row("caption", taggers.tags(image, wish).written(is(set, "deepbooru_sort_alpha"), is(set, "interrogate_return_ranks")));
        }
        if (!model.equals("clip")) {
            throw ErrorReply.http(404, "Model not found");
        }
        throw Features.missing("captioner \"clip\"", "describes pictures in sentences");
    }

    private Map<String, Object> tagged(Map<String, Object> body) {
        Image image = image(body);
        Fields fields = Fields.read(TAGGER, body);
        Taggers.Tags tags = taggers.tags(image, new Taggers.Wish(fields.text("model"), fields.number("threshold"), fields.number("character_threshold"),
                (int) fields.whole("max_tags"), fields.is("include_rating"), fields.is("use_spaces"), fields.is("escape_brackets"),
                        fields.text("exclude_tags")));
        return Lists.row("tags", tags.written(fields.is("sort_alpha"), fields.is("show_scores")), "scores", fields.is("show_scores") ? tags.scores() : null);
    }

    private Map<String, Object> captioned(Map<String, Object> body) {
        String backend = String.valueOf(body.get("backend"));
        if (!BACKENDS.contains(backend)) {
            throw ErrorReply.http(422, "backend is " + Fields.shown(backend) + ": choose among " + BACKENDS);
        }
        if (!backend.equals("tagger")) {
            image(body);
            throw Features.missing("captioner \"" + backend + "\"", "describes pictures in sentences");
        }
        Map<String, Object> tags = tagged(body);
        return Lists.row("backend", backend, "caption", null, "tags", tags.get("tags"), "scores", tags.get("scores"));
    }

    private static double number(Map<String, Object> set, String option) {
        return ((Number) set.get(option)).doubleValue();
    }

    private static boolean is(Map<String, Object> set, String option) {
        return Boolean.TRUE.equals(set.get(option));
    }

    private static Image image(Map<String, Object> body) {
        return PictureBytes.image(Base64Pictures.image(body));
    }
}
