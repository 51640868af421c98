package mezzotint.panel.generate;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Asks for a picture, shows it grow, and keeps what was made at hand; see {@code static/generate.js}. */
@Component
@Plugin(id = "generate", label = "Make")
@HttpWhiteboardResource(pattern = "/panels/generate/*", prefix = "/static")
public final class Generate implements WebPanel {

    @Override
    public String module() {
        return "/panels/generate/generate.js";
    }

    @Override
    public String icon() {
        return "make";
    }

    @Override
    public int order() {
        return 10;
    }
}
