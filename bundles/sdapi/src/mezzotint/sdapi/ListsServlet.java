package mezzotint.sdapi;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mezzotint.libs.web.Ownership;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /sdapi/v1/*}: lists, options and what has no servlet of its own. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/sdapi/v1/*")
public final class ListsServlet extends HttpServlet {

    /** Bytes; a request that sets all of them has some thousand. */
    private static final int LARGEST_OPTIONS = 1 << 20;

    /** What a path answers. */
    @FunctionalInterface
    private interface Listing {
        Object answer(String owner);
    }

    private final transient Map<String, Listing> gets = new HashMap<>();
    private final transient Map<String, Supplier<Object>> posts = new HashMap<>();
    private final transient Models models;
    private final transient Options options;

    @Activate
    public ListsServlet(@Reference Plugins plugins, @Reference Models models, @Reference Options options, @Reference Styles styles) {
        this.models = models;
        this.options = options;
        choices(new Lists(plugins, models));
        gets.put("prompt-styles", owner -> styles.list().stream()
                .map(style -> Lists.row("name", style.name(), "prompt", style.prompt(), "negative_prompt", style.negative())).toList());
        commands();
    }

    private void choices(Lists lists) {
        gets.put("samplers", owner -> lists.samplers());
        gets.put("schedulers", owner -> lists.schedulers());
        gets.put("sd-models", owner -> lists.checkpoints());
        gets.put("loras", owner -> lists.loras());
        gets.put("upscalers", owner -> lists.upscalers());
        gets.put("face-restorers", owner -> lists.faceRestorers());
        gets.put("scripts", owner -> lists.scripts());
        gets.put("script-info", owner -> lists.scriptInfo());
        gets.put("extensions", owner -> lists.extensions());
        gets.put("memory", owner -> lists.memory());
        gets.put("cmd-flags", owner -> lists.flags());
        gets.put("options", options::of);
        gets.put("embeddings", owner -> lists.embeddings());
        gets.put("version", owner -> Lists.row("app", "Mezzotint", "version", "1.0.0"));
        gets.put("checkpoint", owner -> checkpoint(Checkpoints.find(models, String.valueOf(options.of(owner).get(Options.MODEL)))));
        Stream.of("latent-upscale-modes", "sd-vae", "hypernetworks", "realesrgan-models", "unets", "history")
                .forEach(name -> gets.put(name, owner -> List.of()));
    }

    /** What changes nothing here answers as if it had been done: the folders are read at every look. */
    private void commands() {
        Stream.of("refresh-checkpoints", "refresh-vae", "refresh-embeddings", "refresh-loras").forEach(name -> posts.put(name, () -> null));
        Stream.of("unload-checkpoint", "reload-checkpoint").forEach(name -> posts.put(name, Map::of));
        Stream.of("create/embedding", "create/hypernetwork", "train/embedding", "train/hypernetwork").forEach(name -> posts.put(name, () -> {
            throw Features.missing("trainer", "trains models");
        }));
    }

    private static Map<String, Object> checkpoint(Models.Card card) {
        return Lists.row("type", null, "class", null, "checkpoint", card.path().toString(), "title", card.title(), "name", card.name(),
                "filename", card.path().toString(), "hash", null);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(response, () -> find(request, gets, posts).answer(Ownership.of(request)));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (name(request).equals("options")) {
            Reply.send(response, () -> set(request));
        } else {
            Reply.ignoreBody(request);
            Reply.send(response, () -> find(request, posts, gets).get());
        }
    }

    /** Answers with null, as A1111 does; what was left out is told in the log. */
    private Object set(HttpServletRequest request) throws IOException {
        String owner = Ownership.of(request);
        Reply.logged(options.set(owner, Reply.body(request, LARGEST_OPTIONS)), "options", owner);
        return null;
    }

    private static <R> R find(HttpServletRequest request, Map<String, R> routes, Map<String, ?> others) {
        R route = routes.get(name(request));
        if (route == null) {
            throw others.containsKey(name(request)) ? ErrorReply.plain(405, "Method Not Allowed") : ErrorReply.plain(404, "Not Found");
        }
        return route;
    }

    private static String name(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getPathInfo(), "/").substring(1);
    }
}
