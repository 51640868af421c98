package template.sink;

import java.nio.file.Path;
import mezzotint.plugin.None;
import mezzotint.testkit.ImageSinkContract;

class ExampleTest implements ImageSinkContract<None> {

    @Override
    public Example sink(Path folder) {
        return new Example(folder);
    }
}
