package template.panel;

import mezzotint.testkit.PanelContract;

class ExampleTest implements PanelContract {

    @Override
    public Example panel() {
        return new Example();
    }
}
