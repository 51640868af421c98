package mezzotint.panel.queue;

import mezzotint.testkit.PanelContract;

class QueueTest implements PanelContract {

    @Override
    public Queue panel() {
        return new Queue();
    }
}
