package mezzotint.test.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mezzotint.manage.Wish;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.QuickPictures;
import mezzotint.test.kit.TestInstaller;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.osgi.framework.Bundle;

/** The workbench's own plugins in its catalog. */
class PassportsTest {

    private static final String PAIR = "/api/catalog/compare?artifact=mezzotint/sampler.euler&artifact=mezzotint/sampler.heun";

    private static String id(Bundle bundle) {
        return bundle.getSymbolicName().replaceFirst("\\.", "/");
    }

    static JsonObject passport(String id) {
        Api.Answer answer = Api.get("/api/catalog/artifacts/" + id);
        assertEquals(200, answer.status(), answer::toString);
        return answer.object();
    }

    static Optional<JsonObject> fact(JsonObject passport, String key) {
        return rows(passport.get("facts")).filter(f -> f.get("key").getAsString().equals(key)).findFirst();
    }

    static String value(JsonObject passport, String key) {
        return fact(passport, key).orElseThrow(() -> new AssertionError(key + " in " + passport)).get("value").getAsString();
    }

    private static Stream<JsonObject> rows(JsonElement list) {
        return StreamSupport.stream(list.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    @TestFactory
    Stream<DynamicTest> each_plugin_has_a_passport() {
        List<String> listed = rows(Api.get("/api/catalog/artifacts?limit=1000&type=extension").json()).map(a -> a.get("id").getAsString()).toList();
        return Osgi.plugins().stream().map(bundle -> DynamicTest.dynamicTest(bundle.getSymbolicName(), () -> {
            assertTrue(listed.contains(id(bundle)), "listed");
            JsonObject passport = passport(id(bundle));
            assertEquals(bundle.getVersion().toString(), value(passport, "version"));
            assertEquals(bundle.getState() == Bundle.ACTIVE ? "on" : "switched off", value(passport, "state"));
            assertEquals(String.valueOf(Osgi.jar(bundle).length), value(passport, "jarBytes"));
            assertEquals("the distribution", value(passport, "publisher"));
            assertEquals(Optional.ofNullable(bundle.getHeaders("").get("Mezzotint-Uses")).orElse("nothing beyond what it is handed, as it declares"), value(passport, "uses"));
            List<String> sources = rows(passport.get("sources")).map(s -> s.get("id").getAsString()).toList();
            rows(passport.get("facts")).forEach(f -> assertTrue(sources.contains(f.get("source").getAsString()) && !LocalDate.parse(f.get("observed").getAsString()).isAfter(LocalDate.now()), f::toString));
            if (bundle.getSymbolicName().startsWith("mezzotint.sampler.")) {
                String declared = bundle.getHeaders("").get("Mezzotint-Golden-Error");
                String told = value(passport, "goldenError");
                assertTrue(declared == null ? told.equals("unknown: it declares none") : Double.parseDouble(told) == Double.parseDouble(declared), told);
            }
        }));
    }

    @Test
    void two_samplers_are_compared_by_order_time_and_error() throws Exception {
        try (QuickPictures pictures = QuickPictures.begin()) {
            QuickPictures.assertDone(Api.submit(QuickPictures.picture("euler", 0)));
        }
        JsonObject euler = passport("mezzotint/sampler.euler");
        assertTrue(Double.parseDouble(value(euler, "ownSeconds")) > 0);
        assertTrue(fact(euler, "pictureSeconds").orElseThrow().get("unit").getAsString().contains("last on " + LocalDate.now()), euler::toString);
        assertEquals(LocalDate.now().toString(), value(euler, "lastUsed"));
        JsonObject pair = Api.get(PAIR).object();
        JsonObject verdict = pair.getAsJsonArray("verdicts").get(0).getAsJsonObject();
        assertEquals("substitutes", verdict.get("verdict").getAsString());
        assertEquals("[\"sampler\"]", verdict.get("shared").toString());
        assertEquals("1, 2", values(pair, "order"));
        assertEquals("0.000000257, 0.000000399", values(pair, "goldenError"));
        JsonObject here = rows(rows(pair.get("artifacts")).findFirst().orElseThrow().get("capabilities")).findFirst().orElseThrow().getAsJsonObject("here");
        assertEquals("yes", here.get("answer").getAsString());
        assertTrue(here.get("words").getAsString().endsWith("last used for a picture on " + LocalDate.now()), here::toString);
        assertTrue(Double.parseDouble(value(passport("mezzotint/workbench"), "pictureSeconds")) > 0);
        assertTrue(rows(Api.get("/api/catalog/compare?artifact=mezzotint/backend.java&artifact=mezzotint/backend.pytorch").json().getAsJsonObject().get("facts"))
                .anyMatch(f -> f.get("key").getAsString().equals("heldMegabytes")));
    }

    private static String values(JsonObject comparison, String key) {
        JsonObject row = rows(comparison.get("facts")).filter(f -> f.get("key").getAsString().equals(key)).findFirst().orElseThrow();
        return String.join(", ", row.getAsJsonArray("values").asList().stream().map(v -> v.getAsJsonArray().get(0).getAsJsonObject().get("value").getAsString()).toList());
    }

    @Test
    void a_plugin_is_found_by_its_words_and_has_no_past() {
        JsonObject found = Api.get("/api/catalog/search?q=Euler+sampler").object();
        assertTrue(rows(found.get("results")).limit(3).anyMatch(r -> r.get("artifact").getAsString().equals("mezzotint/sampler.euler")), found::toString);
        assertEquals(404, Api.get("/api/catalog/artifacts/mezzotint/sampler.euler?asOf=2026-01-01").status());
        assertEquals(404, Api.get("/api/catalog/artifacts/mezzotint/sampler.nobody").status());
    }

    @Test
    void what_is_only_offered_has_one_that_says_what_it_does_not_know() {
        Bundle bundle = Osgi.bundle("mezzotint.schedule.beta");
        byte[] jar = Osgi.jar(bundle);
        TestInstaller.meet(Wish.NOTHING.remove("mezzotint.schedule.beta"));
        try {
            JsonObject passport = passport("mezzotint/schedule.beta");
            assertEquals("offered", value(passport, "state"));
            assertEquals(String.valueOf(jar.length), value(passport, "jarBytes"));
            assertTrue(value(passport, "hooks").startsWith("unknown: "));
            assertTrue(value(passport, "ownSeconds").startsWith("unknown: "));
        } finally {
            TestInstaller.meet(TestInstaller.install(jar));
        }
        assertEquals("on", value(passport("mezzotint/schedule.beta"), "state"));
    }
}
