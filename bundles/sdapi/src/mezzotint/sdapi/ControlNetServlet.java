package mezzotint.sdapi;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import mezzotint.image.Filter;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.plugin.Plugins;
import mezzotint.sdapi.fields.Base64Pictures;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Fields;
import mezzotint.sdapi.fields.PictureBytes;
import mezzotint.sdapi.fields.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /controlnet/*}, as Mikubill's extension answers it: modules are preprocessors, models what steers a picture. While no plugin does either,
 * the paths are not there, as without the extension.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/controlnet/*")
public final class ControlNetServlet extends HttpServlet {

    /** The version of the extension's API whose units are read. */
    private static final int VERSION = 3;
    private static final int UNITS = 3;
    private static final List<String> TYPES = List.of("All", "Canny", "Depth", "IP-Adapter", "Inpaint", "Instant-ID", "InstructP2P", "Lineart", "MLSD",
            "NormalMap", "OpenPose", "Recolor", "Reference", "Revision", "Scribble", "Segmentation", "Shuffle", "SoftEdge", "SparseCtrl",
            "T2I-Adapter", "Tile");

    private final transient Plugins plugins;

    @Activate
    public ControlNetServlet(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(response, () -> switch (found(request)) {
            case "/version" -> Map.of("version", VERSION);
            case "/settings" -> Map.of("control_net_unit_count", UNITS);
            case "/model_list" -> Map.of("model_list", names("conditioner", e -> true));
            case "/module_list" -> modules();
            case "/control_types" -> Map.of("control_types", types());
            default -> throw ErrorReply.plain(404, "Not Found");
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(response, () -> switch (found(request)) {
            case "/detect" -> detect(Reply.body(request));
            case "/render_openpose_json" -> throw Features.missing("preprocessor \"openpose\"", "draws poses");
            default -> throw ErrorReply.plain(404, "Not Found");
        });
    }

    private Map<String, Object> modules() {
        List<String> names = withNone("none", names("preprocessor", e -> true));
        var details = new LinkedHashMap<String, Object>();
        names.forEach(name -> details.put(name, Map.of("model_free", false, "sliders", List.of())));
        return Lists.row("module_list", names, "module_detail", details);
    }

    private Map<String, Object> types() {
        var types = new LinkedHashMap<String, Object>();
        for (String type : TYPES) {
            Predicate<Plugins.Entry> fits = e -> type.equals("All") || e.id().startsWith(mezzotint.plugin.Names.key(type));
            List<String> modules = withNone("none", names("preprocessor", fits));
            List<String> models = withNone("None", names("conditioner", fits));
            types.put(type, Lists.row("module_list", modules, "model_list", models, "default_option", modules.get(modules.size() - 1),
                    "default_model", models.get(models.size() - 1)));
        }
        return types;
    }

    private Object detect(Map<String, Object> body) {
        String module = String.valueOf(body.getOrDefault("controlnet_module", "none"));
        List<?> pictures = body.getOrDefault("controlnet_input_images", body.get("controlnet_images")) instanceof List<?> list ? list : List.of();
        if (pictures.isEmpty()) {
            throw ErrorReply.http(422, "No image selected");
        }
        List<byte[]> files = pictures.stream().map(picture -> Base64Pictures.bytes(String.valueOf(picture))).toList();
        if (Fields.isNothing(module)) {
            return Lists.row("images", pictures, "info", "Success");
        }
        PluginNeed.named("preprocessor", module, "is called " + module).plugin(plugins.list());
        return Lists.row("images", files.stream().map(file -> hint(module, file)).toList(), "info", "Success");
    }

    /** A preprocessor is a filter, and registered as one too if it is to be seen from here. */
    private String hint(String module, byte[] file) {
        Image hint = Extras.filtered(plugins, Filter.class, Map.of("id", module, "params", Map.of()), PictureBytes.image(file));
        return Base64.getEncoder().encodeToString(Png.encode(hint));
    }

    private List<String> names(String hook, Predicate<Plugins.Entry> fits) {
        return plugins.list().stream().filter(e -> e.on() && e.hook().equals(hook) && fits.test(e)).map(Plugins.Entry::id).toList();
    }

    private static List<String> withNone(String none, List<String> names) {
        var all = new ArrayList<>(List.of(none));
        all.addAll(names);
        return all;
    }

    /** The path below {@code /controlnet}, where there is any control. */
    private String found(HttpServletRequest request) throws IOException {
        if (names("conditioner", e -> true).isEmpty() && names("preprocessor", e -> true).isEmpty()) {
            Reply.ignoreBody(request);
            throw ErrorReply.plain(404, "Not Found");
        }
        return Objects.requireNonNullElse(request.getPathInfo(), "");
    }
}
