package mezzotint.panel.models;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Shows which models there are and chooses one; see {@code static/models.js}. */
@Component
@Plugin(id = "models", label = "Models")
@HttpWhiteboardResource(pattern = "/panels/models/*", prefix = "/static")
public final class Models implements WebPanel {

    @Override
    public String module() {
        return "/panels/models/models.js";
    }

    @Override
    public String icon() {
        return "models";
    }

    @Override
    public int order() {
        return 60;
    }
}
