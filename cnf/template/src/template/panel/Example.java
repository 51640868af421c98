package template.panel;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Tells how many pictures there are; see {@code panel.js}. */
@Component
@Plugin(id = "example", label = "Example")
@HttpWhiteboardResource(pattern = "/panels/example/*", prefix = "/template/panel")
public final class Example implements WebPanel {

    @Override
    public String module() {
        return "/panels/example/panel.js";
    }
}
