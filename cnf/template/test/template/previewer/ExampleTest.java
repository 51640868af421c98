package template.previewer;

import mezzotint.testkit.PreviewerContract;

class ExampleTest implements PreviewerContract<Example.Params> {

    @Override
    public Example previewer() {
        return new Example();
    }
}
