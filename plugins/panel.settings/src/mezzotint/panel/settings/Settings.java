package mezzotint.panel.settings;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Changes how the console looks and what the workbench may do; see {@code static/settings.js}. */
@Component
@Plugin(id = "settings", label = "Settings")
@HttpWhiteboardResource(pattern = "/panels/settings/*", prefix = "/static")
public final class Settings implements WebPanel {

    @Override
    public String module() {
        return "/panels/settings/settings.js";
    }

    @Override
    public String icon() {
        return "settings";
    }

    @Override
    public int order() {
        return 920;
    }
}
