package mezzotint.panel.queue;

import mezzotint.plugin.Plugin;
import mezzotint.web.WebPanel;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** Shows the jobs, moves, stops and repeats them; see {@code static/queue.js}. */
@Component
@Plugin(id = "queue", label = "Queue")
@HttpWhiteboardResource(pattern = "/panels/queue/*", prefix = "/static")
public final class Queue implements WebPanel {

    @Override
    public String module() {
        return "/panels/queue/queue.js";
    }

    @Override
    public String icon() {
        return "queue";
    }

    @Override
    public int order() {
        return 40;
    }
}
