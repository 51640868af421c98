package mezzotint.panel.models;

import mezzotint.testkit.PanelContract;

class ModelsTest implements PanelContract {

    @Override
    public Models panel() {
        return new Models();
    }
}
