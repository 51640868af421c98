package mezzotint.panel.plugins;

import mezzotint.testkit.PanelContract;

class PluginsTest implements PanelContract {

    @Override
    public Plugins panel() {
        return new Plugins();
    }
}
