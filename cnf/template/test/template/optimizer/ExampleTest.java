package template.optimizer;

import mezzotint.plugin.None;
import mezzotint.testkit.OptimizerContract;

class ExampleTest implements OptimizerContract<None> {

    @Override
    public Example optimizer() {
        return new Example();
    }
}
