package mezzotint.panel.find;

import mezzotint.testkit.PanelContract;

class FindTest implements PanelContract {

    @Override
    public Find panel() {
        return new Find();
    }
}
