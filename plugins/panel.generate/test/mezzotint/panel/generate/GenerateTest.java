package mezzotint.panel.generate;

import mezzotint.testkit.PanelContract;

class GenerateTest implements PanelContract {

    @Override
    public Generate panel() {
        return new Generate();
    }
}
