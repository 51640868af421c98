package mezzotint.panel.compare;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Sets artifacts of the catalog side by side; see {@code static/compare.js}. */
@Component
@Plugin(id = "compare", label = "Compare")
@HttpWhiteboardResource(pattern = "/panels/compare/*", prefix = "/static")
public final class Compare implements WebPanel {

    @Override
    public String module() {
        return "/panels/compare/compare.js";
    }

    @Override
    public String icon() {
        return "compare";
    }

    @Override
    public int order() {
        return 72;
    }
}
