package mezzotint.test.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.graph.Graph;
import mezzotint.model.Adapter;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.Networks;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Networks with adapters laid over them give the reference's values on every engine: each kind of file, at each weight, and two at once. */
@Tag(Goldens.TAG)
class AdaptersGoldenTest {

    private static final double TOLERANCE = 1e-4;
    private static final Pattern RUN = Pattern.compile("(ia3|[a-z_]+)(?:_te)?(\\d\\.\\d)(?:_unet(\\d\\.\\d))?");

    /** A file at its strengths. */
    private record Laid(String file, double te, double unet) {

        static Laid of(String words) {
            Matcher run = RUN.matcher(words.replaceFirst("\\.(?=\\d\\.)", ""));
            assertTrue(run.matches(), words);
            double te = Double.parseDouble(run.group(2));
            return new Laid(run.group(1).replaceFirst("_te$", ""), te, run.group(3) == null ? te : Double.parseDouble(run.group(3)));
        }

        Path path() {
            return Goldens.path("nets/lora/" + file + ".safetensors");
        }

        String prefix() {
            return file + "/";
        }
    }

    @TestFactory
    Stream<DynamicTest> adapt() {
        Safetensors values = Goldens.tensors("nets/io/sd15_lora.safetensors");
        List<String> outputs = values.names().stream().filter(name -> name.matches(".*\\.(unet|te)") && !name.startsWith("none.")).sorted().toList();
        assertEquals(36, outputs.size());
        return GoldenModel.engines().flatMap(engine -> outputs.stream().map(name -> DynamicTest.dynamicTest(name + " on " + engine, () -> {
            String run = name.substring(0, name.lastIndexOf('.'));
            List<Laid> laid = Arrays.stream(run.split("\\+")).map(Laid::of).toList();
            boolean text = name.endsWith(".te");
            String context = values.has(run + ".te") ? run + ".te" : "none.te";
            Map<String, Tensor> inputs = text ? Map.of("ids", values.tensor("input_ids"))
                    : Map.of("x", values.tensor("sample"), "time", values.tensor("timestep").reshape(1), "context", values.tensor(context));
            try (LoadedWeights weights = open(engine, laid)) {
                Networks networks = first(Architecture.class, a -> a.hook().matches(weights.checkpoint())).hook().networks(weights.checkpoint());
                Graph graph = adapted(text ? networks.texts().get("text_encoder").yielding(List.of("skip.1")) : networks.denoiser(), laid);
                Goldens.assertClose(name, values.doubles(name), weights.program(graph).run(inputs).values().iterator().next().toArray(), TOLERANCE);
            }
        })));
    }

    /** The weights themselves, as an engine folds them. */
    @TestFactory
    Stream<DynamicTest> merge() {
        Safetensors values = Goldens.tensors("nets/io/sd15_lora.safetensors");
        List<String> probes = values.names().stream().filter(name -> name.contains(".w.")).sorted().toList();
        assertEquals(24, probes.size());
        return GoldenModel.engines().flatMap(engine -> probes.stream().map(name -> DynamicTest.dynamicTest(name + " on " + engine, () -> {
            List<Laid> laid = List.of(Laid.of(name.substring(0, name.indexOf(".w."))));
            try (LoadedWeights weights = open(engine, laid)) {
                Networks networks = first(Architecture.class, a -> a.hook().matches(weights.checkpoint())).hook().networks(weights.checkpoint());
                String weight = "unet." + name.substring(name.indexOf(".w.") + 3) + ".weight";
                Graph graph = adapted(networks.denoiser(), laid).yielding(List.of(weight));
                Goldens.assertClose(name, values.doubles(name), weights.program(new Graph(List.of(), graph.nodes(), graph.outputs())).run(Map.of()).get(weight).toArray(), TOLERANCE);
            }
        })));
    }

    private static LoadedWeights open(String engine, List<Laid> laid) {
        var more = new LinkedHashMap<String, Path>();
        laid.forEach(each -> more.put(each.prefix(), each.path()));
        return Osgi.service(Engines.class).open(Goldens.path("nets/tiny-sd15"), more, List.of(Choice.of(engine)), () -> "a test");
    }

    private static Graph adapted(Graph graph, List<Laid> laid) throws Exception {
        for (Laid each : laid) {
            try (LoadedWeights file = Osgi.service(Engines.class).open(each.path(), Map.of(), List.of(), () -> "a test")) {
                graph = adapted(graph, each, file.checkpoint());
            }
        }
        return graph;
    }

    @SuppressWarnings("unchecked")
    private static Graph adapted(Graph graph, Laid laid, Checkpoint file) {
        var adapter = (Adapter<Record>) first(Adapter.class, a -> a.hook().reads(file)).hook();
        return adapter.adapt(graph, file, laid.prefix(), Parameters.of(adapter, Map.of("te", laid.te(), "unet", laid.unet()))).graph();
    }

    private static <H> Lease<H> first(Class<H> hook, Predicate<Lease<H>> fits) {
        return Osgi.service(Plugins.class).withAll(hook, all -> all.stream().filter(fits).findFirst().orElseThrow());
    }
}
