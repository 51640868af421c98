package mezzotint.panel.gallery;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Shows what was made, finds it again and hands it back to Make; see {@code static/gallery.js}. */
@Component
@Plugin(id = "gallery", label = "Gallery")
@HttpWhiteboardResource(pattern = "/panels/gallery/*", prefix = "/static")
public final class Gallery implements WebPanel {

    @Override
    public String module() {
        return "/panels/gallery/gallery.js";
    }

    @Override
    public String icon() {
        return "gallery";
    }

    @Override
    public int order() {
        return 20;
    }
}
