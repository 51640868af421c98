package mezzotint.panel.plugins;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Looks after plugins: what is here, what could be, what waits and what went wrong; see {@code static/plugins.js}. */
@Component
@Plugin(id = "plugins", label = "Plugins")
@HttpWhiteboardResource(pattern = "/panels/plugins/*", prefix = "/static")
public final class Plugins implements WebPanel {

    @Override
    public String module() {
        return "/panels/plugins/plugins.js";
    }

    @Override
    public String icon() {
        return "plugins";
    }

    @Override
    public int order() {
        return 910;
    }
}
