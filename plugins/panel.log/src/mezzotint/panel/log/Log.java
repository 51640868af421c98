package mezzotint.panel.log;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Shows the log of the workbench to administrators; see {@code static/log.js}. */
@Component
@Plugin(id = "log", label = "Log")
@HttpWhiteboardResource(pattern = "/panels/log/*", prefix = "/static")
public final class Log implements WebPanel {

    @Override
    public String module() {
        return "/panels/log/log.js";
    }

    @Override
    public String icon() {
        return "log";
    }

    @Override
    public int order() {
        return 930;
    }
}
