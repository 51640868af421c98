package mezzotint.test.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugins;
import mezzotint.studio.Request;
import mezzotint.studio.Studio;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The samplers that are here are run as A1111's table of samplers says, under every name it has for them. */
@Tag(Goldens.TAG)
class SamplerTableGoldenTest {

    /** Relative; the reference computes karras in single precision, see the golden test of that schedule. */
    private static final double TOLERANCE = 4e-6;

    private final Plugins plugins = Osgi.service(Plugins.class);
    private final Studio studio = Osgi.service(Studio.class);

    @TestFactory
    Stream<DynamicTest> runsAsTheTableSays() {
        return rows().map(row -> DynamicTest.dynamicTest(label(row), () -> {
            JsonObject options = row.getAsJsonObject("options");
            try (var lease = plugins.lease(Sampler.class, label(row))) {
                assertEquals(options.has("scheduler") ? options.get("scheduler").getAsString() : "uniform", lease.hook().schedule());
                assertEquals(options.has("discard_next_to_last_sigma"), lease.hook().discardsNextToLastSigma());
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> isFoundByEachName() {
        return rows().flatMap(row -> names(row).map(name -> DynamicTest.dynamicTest(name, () -> {
            JsonObject options = row.getAsJsonObject("options");
            Request.Walk walk = walk(name);
            assertEquals(plugins.find(Sampler.class, label(row)).id(), walk.sampler().id());
            assertEquals(options.has("solver_type") ? Map.of("solver", options.get("solver_type").getAsString()) : Map.of(), walk.sampler().params());
            assertEquals("automatic", walk.schedule().id());
        })));
    }

    /** Before its version 1.9 A1111 had a sampler for each pair. */
    @TestFactory
    Stream<DynamicTest> isFoundWithAScheduleInItsName() {
        List<String> schedules = schedulers().keySet().stream().filter(s -> plugins.knows(Schedule.class, s)).toList();
        assertFalse(schedules.isEmpty());
        return rows().flatMap(row -> schedules.stream().flatMap(schedule -> {
            String id = plugins.find(Schedule.class, schedule).id();
            var names = new ArrayList<>(List.of(label(row) + " " + schedule, label(row) + " " + plugins.find(Schedule.class, schedule).label()));
            Map.of("karras", "_ka", "exponential", "_exp").entrySet().stream().filter(e -> e.getKey().equals(schedule))
                    .forEach(e -> strings(row.getAsJsonArray("aliases")).forEach(alias -> names.add(alias + e.getValue())));
            return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
                assertEquals(walk(label(row)).sampler(), walk(name).sampler());
                assertEquals(id, walk(name).schedule().id());
            }));
        }));
    }

    @TestFactory
    Stream<DynamicTest> leavesTheNextToLastLevelOut() throws Exception {
        GoldenModel.offer("tiny-sd15");
        JsonObject runs = Goldens.json("schedules/schedules.json").getAsJsonObject().getAsJsonObject("a1111_discard_next_to_last");
        assertFalse(runs.isEmpty());
        String sampler = label(rows().filter(r -> leavesALevelOfKarras(r.getAsJsonObject("options"))).findFirst().orElseThrow());
        return runs.keySet().stream().map(steps -> DynamicTest.dynamicTest(sampler + ", " + steps + " steps", () -> {
            double[] expected = runs.getAsJsonArray(steps).asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
            double[] actual = levels(sampler, Integer.parseInt(steps));
            assertEquals(expected.length, actual.length);
            for (int i = 0; i < actual.length; i++) {
                assertEquals(expected[i], actual[i], TOLERANCE * expected[i], "level " + i);
            }
        }));
    }

    /** The golden levels are those of Karras. */
    private static boolean leavesALevelOfKarras(JsonObject options) {
        return options.has("discard_next_to_last_sigma") && options.get("scheduler").getAsString().equals("karras");
    }

    /** The levels of a walk, as a source of noise is told them; there the walk ends. */
    private double[] levels(String sampler, int steps) {
        var seen = new AtomicReference<double[]>();
        NoiseSource<None> source = new NoiseSource<>() {
            @Override
            public Noise noise(long[] seeds, int[] shape, double[] sigmas, None params) {
                seen.set(sigmas);
                throw new CancellationException();
            }
        };
        var registration = Osgi.context().registerService(NoiseSource.class, source,
                new Hashtable<>(Map.of("mezzotint.id", "levels", "mezzotint.label", "Levels", "mezzotint.source", "")));
        try {
            Request request = studio.request(Map.of("model", "tiny-sd15", "sampler", sampler, "schedule", "automatic", "steps", steps,
                    "width", 64, "height", 64, "noise", "levels"));
            assertThrows(CancellationException.class, () -> studio.generate(request, progress -> {}));
            return seen.get();
        } finally {
            registration.unregister();
        }
    }

    private Request.Walk walk(String sampler) {
        return studio.request(Map.of("prompt", "a cat", "sampler", sampler, "schedule", "automatic")).walk();
    }

    /** The rows of the table whose sampler is a plugin here. */
    private Stream<JsonObject> rows() {
        List<JsonObject> all = Goldens.json("schedules/schedules.json").getAsJsonObject().getAsJsonArray("a1111_samplers").asList().stream()
                .map(JsonElement::getAsJsonObject).toList();
        List<JsonObject> here = all.stream().filter(row -> plugins.knows(Sampler.class, label(row))).toList();
        assertTrue(!here.isEmpty());
        return here.stream();
    }

    private static JsonObject schedulers() {
        return Goldens.json("schedules/schedules.json").getAsJsonObject().getAsJsonObject("a1111").getAsJsonObject("sd15").getAsJsonObject("schedulers");
    }

    private static Stream<String> names(JsonObject row) {
        return Stream.concat(Stream.of(label(row)), strings(row.getAsJsonArray("aliases")));
    }

    private static Stream<String> strings(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString);
    }

    private static String label(JsonObject row) {
        return row.get("label").getAsString();
    }
}
