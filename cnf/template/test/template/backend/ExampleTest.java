package template.backend;

import mezzotint.plugin.None;
import mezzotint.testkit.BackendContract;

class ExampleTest implements BackendContract<None> {

    @Override
    public Example backend() {
        return new Example();
    }
}
