package mezzotint.test.kit;

import mezzotint.web.WebPanel;

/** A panel whose versions show another text each. */
public final class TestPanel implements WebPanel {

    @Override
    public String module() {
        return "/panels/changing/changing.js";
    }
}
