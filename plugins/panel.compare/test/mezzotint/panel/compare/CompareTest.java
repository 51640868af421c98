package mezzotint.panel.compare;

import mezzotint.testkit.PanelContract;

class CompareTest implements PanelContract {

    @Override
    public Compare panel() {
        return new Compare();
    }
}
