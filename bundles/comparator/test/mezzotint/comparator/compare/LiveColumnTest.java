package mezzotint.comparator.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mezzotint.catalog.Capability;
import mezzotint.comparator.FakePlugins;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugins;
import mezzotint.testkit.MemoryCatalog;
import org.junit.jupiter.api.Test;

class LiveColumnTest {

    private static final String PROGRAM = "vladmandic/sdnext";
    private static final JsonObject EULER = artifact("Euler sampler", "{'lastUsed': ['2026-11-30'], 'callSeconds': ['0.001']}");
    private static final JsonObject HEUN = artifact("Heun sampler", "{'callSeconds': ['unknown: not measured here yet']}");

    private static JsonObject artifact(String name, String facts) {
        return JsonParser.parseString("{'type': 'extension', 'name': '%s', 'vendor': 'Mezzotint', 'facts': %s, 'prices': {}, 'benchmarks': {}, 'aliases': []}".formatted(name, facts)).getAsJsonObject();
    }

    private static Plugins.Entry entry(String hook, String label, boolean on) {
        String id = label.toLowerCase(Locale.ROOT);
        return new Plugins.Entry(hook, id, label, List.of(), "", "mezzotint." + hook + "." + id, "1.0.0", None.class, on);
    }

    private static Map<String, Object> of(String capability, String task, Set<String> unserved, Plugins.Entry... entries) {
        var catalog = new MemoryCatalog(Map.of("mezzotint/sampler.euler", EULER, "mezzotint/sampler.heun", HEUN));
        var column = new LiveColumn(catalog, new FakePlugins().listing(entries), route -> !unserved.contains(route));
        return column.of(new Capability(capability, capability.replaceAll("__.*", ""), 0, "name", task, null, null, null, null, "stated", "s"));
    }

    private static Map<String, Object> of(int number, Plugins.Entry... entries) {
        return of(PROGRAM + "__cap_" + number, null, Set.of(), entries);
    }

    @Test
    void plugins_that_are_on_answer_with_the_day_of_their_last_use() {
        Map<String, Object> both = of(15, entry("sampler", "Euler", true), entry("sampler", "Heun", true), entry("schedule", "Karras", true));
        assertEquals("yes", both.get("answer"));
        assertEquals("sampler Euler, Heun; schedule Karras; last used for a picture on 2026-11-30", both.get("words"));
        Map<String, Object> one = of(15, entry("sampler", "Euler", false), entry("sampler", "Heun", true), entry("schedule", "Karras", true));
        assertEquals("sampler Heun; schedule Karras; not tried here yet", one.get("words"));
    }

    @Test
    void what_no_plugin_does_is_off_refused_or_not_here() {
        Map<String, Object> off = of(15, entry("sampler", "Euler", false), entry("schedule", "Karras", true));
        assertEquals("off", off.get("answer"));
        assertEquals("no plugin provides sampler; not on: Euler (mezzotint.sampler.euler)", off.get("words"));
        assertEquals("501 from POST /sdapi/v1/img2img: no plugin provides imagetoimage", of(1).get("words"));
        assertEquals("refused", of(1).get("answer"));
        assertEquals("no", of(PROGRAM + "__cap_1", null, Set.of("POST /sdapi/v1/img2img")).get("answer"), "what is not served refuses nothing");
        assertEquals("no", of(7).get("answer"));
        assertEquals("it does not serve GET /api/models", of(PROGRAM + "__cap_14", null, Set.of("GET /api/models")).get("words"));
    }

    @Test
    void a_part_that_is_not_here_is_named_and_what_is_not_measured_is_said() {
        assertEquals("partly", of(3).get("answer"));
        assertTrue(of(3).get("words").toString().endsWith("not here: an XYZ grid: a script is refused with 501"));
        assertEquals("POST /api/jobs, GET /api/queue; unknown: nothing is measured; unknown: nothing is measured", of(2).get("words"));
    }

    @Test
    void others_are_answered_by_their_task_or_not_at_all() {
        assertEquals("refused", of("a/b__cap_0", "image-to-image", Set.of()).get("answer"));
        assertEquals("no", of("a/b__cap_0", "text-generation", Set.of()).get("answer"));
        assertEquals("unknown", of("a/b__cap_0", "audio-to-audio", Set.of()).get("answer"));
        assertEquals("unknown", of("a/b__cap_0", null, Set.of()).get("answer"));
    }

    @Test
    void our_own_plugins_answer_for_themselves() {
        assertEquals("yes", of("mezzotint/sampler.euler__cap_0", null, Set.of(), entry("sampler", "Euler", true)).get("answer"));
        assertEquals("off", of("mezzotint/sampler.euler__cap_0", null, Set.of(), entry("sampler", "Euler", false)).get("answer"));
        assertEquals("no", of("mezzotint/sampler.euler__cap_0", null, Set.of()).get("answer"));
    }

    @Test
    void no_key_of_the_table_stands_there_twice() {
        var keys = new HashSet<String>();
        LiveTable.LINES.forEach(line -> line.of().forEach(key -> assertTrue(keys.add(key), key)));
        for (int i = 0; i < 16; i++) {
            assertTrue(keys.contains(PROGRAM + "__cap_" + i), "capability " + i);
        }
    }
}
