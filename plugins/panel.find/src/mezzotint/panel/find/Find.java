package mezzotint.panel.find;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Finds artifacts of the catalog for a need in words; see {@code static/find.js}. */
@Component
@Plugin(id = "find", label = "Find")
@HttpWhiteboardResource(pattern = "/panels/find/*", prefix = "/static")
public final class Find implements WebPanel {

    @Override
    public String module() {
        return "/panels/find/find.js";
    }

    @Override
    public String icon() {
        return "panel";
    }

    @Override
    public int order() {
        return 71;
    }
}
