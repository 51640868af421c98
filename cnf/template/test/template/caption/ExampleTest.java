package template.caption;

import mezzotint.testkit.CaptionerContract;

class ExampleTest implements CaptionerContract<Example.Params> {

    @Override
    public Example captioner() {
        return new Example();
    }
}
