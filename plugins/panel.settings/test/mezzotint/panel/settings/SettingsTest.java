package mezzotint.panel.settings;

import mezzotint.testkit.PanelContract;

class SettingsTest implements PanelContract {

    @Override
    public Settings panel() {
        return new Settings();
    }
}
