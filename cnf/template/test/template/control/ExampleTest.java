package template.control;

import mezzotint.testkit.ConditionerContract;

class ExampleTest implements ConditionerContract<Example.Params> {

    @Override
    public Example conditioner() {
        return new Example();
    }
}
