package template.embedder;

import mezzotint.testkit.EmbedderContract;

class ExampleTest implements EmbedderContract {

    @Override
    public Example embedder() {
        return new Example();
    }
}
