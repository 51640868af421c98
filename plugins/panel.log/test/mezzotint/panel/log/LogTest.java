package mezzotint.panel.log;

import mezzotint.testkit.PanelContract;

class LogTest implements PanelContract {

    @Override
    public Log panel() {
        return new Log();
    }
}
