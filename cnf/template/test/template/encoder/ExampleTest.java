package template.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.plugin.None;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.MemoryReading;
import mezzotint.testkit.TextEncoderContract;
import mezzotint.text.Prompt;
import org.junit.jupiter.api.Test;

class ExampleTest implements TextEncoderContract<None> {

    @Override
    public Example encoder() {
        return new Example();
    }

    @Override
    public Map<String, Program> programs() {
        return Map.of("words", new Echo());
    }

    @Test
    void endsWithTheEnd() {
        var context = encoder().encode(Prompt.plain("ab"), new MemoryReading(programs(), checkpoint()), new None()).inputs().get("context");
        assertArrayEquals(new float[] {'a' + 3, 'b' + 3, 1}, context.toArray());
    }

    /** A network whose context is its tokens. */
    private static final class Echo implements Program {

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) {
            Tensor ids = inputs.get("ids");
            return Map.of("context", ids.reshape(1, ids.size(1), 1));
        }

        @Override
        public long memory() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
