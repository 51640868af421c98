package mezzotint.test.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Stream;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.EmbeddingModel;
import mezzotint.test.kit.GoldenModel;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.Safetensors;
import mezzotint.text.Embedding;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** A text encoder whose vocabulary has the vectors of a file gives the reference's values on every engine, from each form of the file. */
@Tag(Goldens.TAG)
class EmbeddingsGoldenTest {

    private static final double TOLERANCE = 1e-4;

    @TestFactory
    Stream<DynamicTest> append() {
        Safetensors values = Goldens.tensors("nets/io/sd15_textual_inversion.safetensors");
        return GoldenModel.engines().flatMap(engine -> Stream.of("mystyle.pt", "mystyle.safetensors", "mystyle-diffusers.safetensors").map(file -> DynamicTest.dynamicTest(file + " on " + engine, () -> {
            try (EmbeddingModel model = EmbeddingModel.open(file, engine)) {
                assertEquals(new Embedding("mystyle", 49_408, 3), model.words().embedding());
                Map<String, Tensor> states = model.program().run(Map.of("ids", values.tensor("input_ids_with_placeholder_ids")));
                Goldens.assertClose(file, values.doubles("last_hidden_state"), states.get("skip.1").toArray(), TOLERANCE);
            }
        })));
    }
}
