package template.architecture;

import static mezzotint.testkit.MemoryCheckpoint.random;

import java.util.Map;
import mezzotint.testkit.ArchitectureContract;
import mezzotint.testkit.MemoryCheckpoint;

class ExampleTest implements ArchitectureContract {

    @Override
    public Example architecture() {
        return new Example();
    }

    @Override
    public MemoryCheckpoint model() {
        return MemoryCheckpoint.of(Map.of(
                "denoise.weight", random(4, 4, 3, 3), "denoise.bias", random(4),
                "time.weight", random(4, 8), "attend.weight", random(4, width()), "words.weight", random(259, width()),
                "encode.weight", random(4, 3, 2, 2), "encode.bias", random(4),
                "decode.weight", random(3, 4, 3, 3), "decode.bias", random(3)));
    }

    @Override
    public int width() {
        return 6;
    }
}
