package mezzotint.rest.sdapi;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /sdapi/v1/*}: lists, options and what has no servlet of its own. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/sdapi/v1/*")
public final class ListsServlet extends HttpServlet {

    private static final String CHECKPOINT = "sd_model_checkpoint";

    private final transient Map<String, Reply.Route> gets = new HashMap<>();
    private final transient Map<String, Reply.Route> posts = new HashMap<>();
    private final transient Models models;
    private final transient Options options;

    @Activate
    public ListsServlet(@Reference Plugins plugins, @Reference Models models, @Reference Options options, @Reference Styles styles) {
        this.models = models;
        this.options = options;
        choices(new Lists(plugins, models));
        gets.put("prompt-styles", () -> styles.list().stream()
                .map(style -> Lists.row("name", style.name(), "prompt", style.prompt(), "negative_prompt", style.negative())).toList());
        commands();
    }

    private void choices(Lists lists) {
        gets.put("samplers", lists::samplers);
        gets.put("schedulers", lists::schedulers);
        gets.put("sd-models", lists::checkpoints);
        gets.put("upscalers", lists::upscalers);
        gets.put("face-restorers", lists::faceRestorers);
        gets.put("scripts", lists::scripts);
        gets.put("script-info", lists::scriptInfo);
        gets.put("extensions", lists::extensions);
        gets.put("memory", lists::memory);
        gets.put("cmd-flags", lists::flags);
        gets.put("options", options::all);
        gets.put("embeddings", () -> Lists.row("loaded", Map.of(), "skipped", Map.of()));
        gets.put("version", () -> Lists.row("app", "Mezzotint", "version", "1.0.0"));
        gets.put("checkpoint", () -> checkpoint(Checkpoints.find(models, String.valueOf(options.all().getOrDefault(CHECKPOINT, "")))));
        Stream.of("latent-upscale-modes", "sd-vae", "hypernetworks", "realesrgan-models", "loras", "unets", "history")
                .forEach(name -> gets.put(name, List::of));
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
        return Lists.row("type", null, "class", null, "checkpoint", card.path().toString(), "title", Checkpoints.title(card), "name", card.name(),
                "filename", card.path().toString(), "hash", null);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(response, route(request, gets, posts));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (name(request).equals("options")) {
            Reply.send(response, () -> set(request));
        } else {
            Reply.ignoreBody(request);
            Reply.send(response, route(request, posts, gets));
        }
    }

    private Object set(HttpServletRequest request) throws IOException {
        options.set(Reply.body(request));
        return null;
    }

    private static Reply.Route route(HttpServletRequest request, Map<String, Reply.Route> routes, Map<String, Reply.Route> others) {
        Reply.Route route = routes.get(name(request));
        return route != null ? route : () -> {
            throw others.containsKey(name(request)) ? Refusal.plain(405, "Method Not Allowed") : Refusal.plain(404, "Not Found");
        };
    }

    private static String name(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getPathInfo(), "/").substring(1);
    }
}
