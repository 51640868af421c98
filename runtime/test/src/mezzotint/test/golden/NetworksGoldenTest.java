package mezzotint.test.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.backend.Program;
import mezzotint.graph.Graph;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.GoldenModel;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every network of the small models gives the reference's values on every engine. */
@Tag(Goldens.TAG)
class NetworksGoldenTest {

    private static final double TOLERANCE = 1e-4;
    private static final List<String> MODELS = List.of("sd15", "sd21v");

    @TestFactory
    Stream<DynamicTest> textEncoders() {
        return each("text encoder", (model, engine, golden) -> {
            Safetensors values = golden("text_encoder", golden);
            Graph graph = model.networks().texts().get("text_encoder");
            List<String> all = graph.byName().keySet().stream().filter(n -> n.matches("(hidden|skip)\\.\\d+")).toList();
            Map<String, Tensor> out = run(model, graph.yielding(all), engine, Map.of("ids", values.tensor("input_ids")));
            for (String name : values.names()) {
                if (!name.equals("input_ids") && !name.equals("pooler_output")) {
                    close(name, values, out.get(node(name, graph)));
                }
            }
            Goldens.assertClose("pooler_output", values.doubles("pooler_output"), pooled(values.tensor("input_ids"), out.get("skip.1")), TOLERANCE);
        });
    }

    @TestFactory
    Stream<DynamicTest> theEncodersOfXl() {
        return xl("text encoders", (model, engine, golden) -> {
            Safetensors values = golden("text_encoders", golden);
            var texts = List.copyOf(model.networks().texts().values());
            var first = run(model, texts.get(0), engine, Map.of("ids", values.tensor("input_ids_1")));
            close("penultimate_1", values, first.get("penultimate"));
            var second = run(model, texts.get(1), engine, Map.of("ids", values.tensor("input_ids_2")));
            close("penultimate_2", values, second.get("penultimate"));
            Goldens.assertClose("text_embeds_2", values.doubles("text_embeds_2"), pooled(values.tensor("input_ids_2"), second.get("projected")), TOLERANCE);
        });
    }

    @TestFactory
    Stream<DynamicTest> theDenoiserOfXl() {
        return xl("denoiser", (model, engine, golden) -> {
            Safetensors values = golden("unet", golden);
            Graph graph = model.networks().denoiser();
            for (int time : new int[] {1, 481, 981}) {
                List<String> all = values.names().stream().filter(n -> n.startsWith("t" + time + ".")).map(n -> n.replaceFirst("^t\\d+\\.", "")).toList();
                var inputs = new HashMap<>(inputs(values.tensor("sample"), Tensor.of(new float[] {time}, 1), values.tensor("encoder_hidden_states")));
                inputs.put("pooled", values.tensor("text_embeds"));
                inputs.put("sizes", values.tensor("time_ids"));
                var out = run(model, graph.yielding(all.stream().map(n -> n.equals("out") ? "prediction" : n).toList()), engine, inputs);
                for (String name : all) {
                    Tensor found = out.get(name.equals("out") ? "prediction" : name);
                    close("t" + time + "." + name, values, name.equals("time_embedding") ? Tensor.concat(List.of(found, found)) : found);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theAutoencoderOfXl() {
        return xl("autoencoder", (model, engine, golden) -> {
            Safetensors values = golden("vae", golden);
            double scale = 0.13025;
            close("decoded", values, only(run(model, model.networks().decoder(), engine, Map.of("latent", values.tensor("latent")))));
            var out = run(model, model.networks().encoder(), engine, Map.of("image", values.tensor("image")));
            close("mean", values, out.get("mean").over(scale));
            close("logvar", values, out.get("logvar").map(v -> v - 2 * Math.log(scale)));
        });
    }

    /** The node of our graph for a name among the golden values. */
    private static String node(String golden, Graph graph) {
        return switch (golden) {
            case "last_hidden_state" -> "skip.1";
            case "penultimate_normed" -> "skip.2";
            case "penultimate" -> "hidden." + (graph.outputs().size() - 1);
            default -> golden.replace("clip_skip_", "skip.").replace("hidden_states.", "hidden.");
        };
    }

    /** The state at the first end token, which has the highest id, as the text encoder plugin takes it. */
    private static float[] pooled(Tensor ids, Tensor states) {
        float[] tokens = ids.toArray();
        int length = ids.size(1);
        Tensor rows = states.reshape(ids.size(), states.size(2));
        return Tensor.concat(IntStream.range(0, ids.size(0)).mapToObj(prompt -> {
            int end = IntStream.range(prompt * length, (prompt + 1) * length).reduce((a, b) -> tokens[b] > tokens[a] ? b : a).orElseThrow();
            return rows.rows(end, end + 1);
        }).toList()).toArray();
    }

    @TestFactory
    Stream<DynamicTest> denoisers() {
        return each("denoiser", (model, engine, golden) -> {
            Safetensors values = golden("unet", golden);
            Graph graph = model.networks().denoiser();
            Program program = model.program(graph, engine);
            Tensor context = values.tensor("encoder_hidden_states");
            for (String name : values.names()) {
                if (name.matches("t\\d+\\.out")) {
                    float time = Float.parseFloat(name.substring(1, name.indexOf('.')));
                    close(name, values, only(program.run(inputs(values.tensor("sample"), Tensor.of(new float[] {time}, 1), context))));
                } else if (name.endsWith(".timestep")) {
                    String out = name.replace(".timestep", ".out");
                    close(out, values, only(program.run(inputs(values.tensor("sample"), values.tensor(name), context))));
                }
            }
            // The README of the golden values says at which timestep these two were run.
            if (values.has("odd.out")) {
                close("odd.out", values, only(program.run(inputs(values.tensor("odd.sample"), Tensor.of(new float[] {321}, 1), context.rows(0, 1)))));
                close("long.out", values, only(program.run(inputs(values.tensor("sample").rows(0, 1), Tensor.of(new float[] {321}, 1),
                        values.tensor("long.encoder_hidden_states")))));
            }
            program.close();
        });
    }

    @TestFactory
    Stream<DynamicTest> insideTheDenoiser() {
        return each("blocks", (model, engine, golden) -> {
            Safetensors values = golden("unet", golden);
            Graph graph = model.networks().denoiser();
            List<String> blocks = values.names().stream().filter(n -> n.startsWith("t481.")).map(n -> n.substring(5))
                    .filter(graph.byName()::containsKey).toList();
            if (blocks.isEmpty()) {
                return;
            }
            var out = run(model, graph.yielding(new ArrayList<>(blocks)), engine, inputs(values.tensor("sample"),
                    Tensor.of(new float[] {481, 481}, 2), values.tensor("encoder_hidden_states")));
            for (String block : blocks) {
                close("t481." + block, values, out.get(block));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> autoencoders() {
        return each("autoencoder", (model, engine, golden) -> {
            Safetensors values = golden("vae", golden);
            close("decoded", values, only(run(model, model.networks().decoder(), engine, Map.of("latent", values.tensor("latent")))));
            if (values.has("image")) {
                double scale = 0.18215;
                var out = run(model, model.networks().encoder(), engine, Map.of("image", values.tensor("image")));
                close("mean", values, out.get("mean").over(scale));
                close("logvar", values, out.get("logvar").map(v -> v - 2 * Math.log(scale)));
                out = run(model, model.networks().encoder(), engine, Map.of("image", values.tensor("odd.image")));
                close("odd.mean", values, out.get("mean").over(scale));
            }
        });
    }

    /** What is to be shown of a model on an engine. */
    @FunctionalInterface
    private interface Comparison {
        void run(GoldenModel model, String engine, String golden) throws Exception;
    }

    private static Stream<DynamicTest> each(String what, Comparison comparison) {
        return each(what, MODELS, comparison);
    }

    private static Stream<DynamicTest> xl(String what, Comparison comparison) {
        return each(what, List.of("sdxl"), comparison);
    }

    private static Stream<DynamicTest> each(String what, List<String> models, Comparison comparison) {
        return GoldenModel.engines().flatMap(engine -> models.stream().map(golden ->
                DynamicTest.dynamicTest(what + " of " + golden + " on " + engine, () -> {
                    try (GoldenModel model = GoldenModel.open("tiny-" + golden)) {
                        comparison.run(model, engine, golden);
                    }
                })));
    }

    private static Safetensors golden(String part, String model) {
        return Goldens.tensors("nets/io/" + model + "_" + part + ".safetensors");
    }

    private static Map<String, Tensor> run(GoldenModel model, Graph graph, String engine, Map<String, Tensor> inputs) {
        try (Program program = model.program(graph, engine)) {
            return program.run(inputs);
        }
    }

    private static Map<String, Tensor> inputs(Tensor x, Tensor time, Tensor context) {
        return Map.of("x", x, "time", time, "context", context);
    }

    private static Tensor only(Map<String, Tensor> outputs) {
        return outputs.values().iterator().next();
    }

    private static void close(String name, Safetensors values, Tensor actual) {
        Goldens.assertClose(name, values.doubles(name), actual.toArray(), TOLERANCE);
    }
}
