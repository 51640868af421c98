package mezzotint.sdapi;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.libs.web.Ownership;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.sdapi.fields.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /config} and {@code /internal/sysinfo}: what AUTOMATIC1111's page is made of, and where it runs. Clients take the lists of choices from the
 * one, which the API there has no path for, and version, options and extensions from the other.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/config", "/internal/sysinfo", "/internal/sysinfo-download"})
public final class ConfigServlet extends HttpServlet {

    /** The version of gradio whose form is answered. */
    private static final String FORM = "3.41.2";

    private final transient Lists lists;
    private final transient Options options;
    private final transient Styles styles;

    @Activate
    public ConfigServlet(@Reference Plugins plugins, @Reference Models models, @Reference Options options, @Reference Styles styles) {
        this.lists = new Lists(plugins, models);
        this.options = options;
        this.styles = styles;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.send(response, () -> {
            Map<String, Object> set = options.of(Ownership.of(request));
            return request.getServletPath().equals("/config") ? page(set) : system(set);
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply.ignoreBody(request);
        Reply.notAllowed(response);
    }

    private Map<String, Object> page(Map<String, Object> set) {
        var components = new ArrayList<Map<String, Object>>();
        List<String> samplers = names(lists.samplers(), "name");
        List<String> schedulers = names(lists.schedulers(), "label");
        List<String> upscalers = names(lists.upscalers(), "name");
        for (String tab : List.of("txt2img", "img2img")) {
            add(components, tab + "_sampling", "Sampling method", samplers, samplers.isEmpty() ? null : samplers.get(0));
            add(components, tab + "_scheduler", "Schedule type", schedulers, schedulers.get(0));
            add(components, tab + "_styles", "Styles", styles.list().stream().map(Styles.Style::name).toList(), List.of());
        }
        add(components, "txt2img_hr_upscaler", "Upscaler", upscalers, upscalers.get(0));
        add(components, "extras_upscaler_1", "Upscaler 1", upscalers, upscalers.get(0));
        add(components, "extras_upscaler_2", "Upscaler 2", upscalers, upscalers.get(0));
        add(components, "setting_sd_model_checkpoint", "Stable Diffusion checkpoint", names(lists.checkpoints(), "title"), set.get(Options.MODEL));
        return Lists.row("version", FORM, "mode", "blocks", "dev_mode", false, "title", "Mezzotint", "components", components, "dependencies", List.of());
    }

    private static void add(List<Map<String, Object>> components, String element, String label, List<String> choices, Object value) {
        Map<String, Object> props = Lists.row("elem_id", element, "label", label, "choices", choices, "value", value, "name", "dropdown",
                "visible", true, "interactive", true);
        components.add(Lists.row("id", components.size() + 1, "type", "dropdown", "props", props));
    }

    private static List<String> names(List<Map<String, Object>> rows, String field) {
        return rows.stream().map(row -> String.valueOf(row.get(field))).toList();
    }

    /** No paths, arguments or variables of the environment: they may hold secrets. */
    private Map<String, Object> system(Map<String, Object> set) {
        String platform = System.getProperty("os.name") + "-" + System.getProperty("os.version") + "-" + System.getProperty("os.arch");
        List<Map<String, Object>> extensions = lists.extensions().stream().map(e -> Lists.row("name", e.get("name"), "version", e.get("version"),
                "branch", e.get("branch"), "remote", e.get("remote"), "enabled", e.get("enabled"))).toList();
        return Lists.row("Platform", platform, "Python", null, "Java", Runtime.version().toString(), "Version", "Mezzotint 1.0.0", "Commit", "",
                "Commandline", List.of(), "Torch env info", Map.of(), "Exceptions", List.of(),
                "CPU", Lists.row("model", System.getProperty("os.arch"), "count logical", Runtime.getRuntime().availableProcessors()),
                "RAM", lists.memory().get("ram"),
                "Extensions", extensions.stream().filter(e -> Boolean.TRUE.equals(e.get("enabled"))).toList(),
                "Inactive extensions", extensions.stream().filter(e -> !Boolean.TRUE.equals(e.get("enabled"))).toList(),
                "Environment", Map.of(), "Config", set, "Startup", null, "Packages", List.of());
    }
}
