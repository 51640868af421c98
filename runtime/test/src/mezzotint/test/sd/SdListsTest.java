package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The lists and options of {@code /sdapi/v1}, {@code /internal} and {@code /controlnet}. */
class SdListsTest {

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    private static Set<String> names(String path, String field) {
        return StreamSupport.stream(Api.get(path).json().getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject)
                .map(row -> row.get(field).getAsString()).collect(Collectors.toSet());
    }

    @Test
    void samplersAreSpelledAsA1111Does() {
        Set<String> names = names("/sdapi/v1/samplers", "name");
        assertTrue(names.containsAll(List.of("Euler", "Euler a", "DPM++ 2M", "DPM++ 2M SDE", "LMS", "Heun", "DPM2", "DDIM", "UniPC", "LCM",
                "DPM++ 2M SDE Heun")), names.toString());
        assertFalse(Api.get("/sdapi/v1/samplers").json().toString().contains("="), "what an alias sets is no part of its name");
        JsonObject ancestral = StreamSupport.stream(Api.get("/sdapi/v1/samplers").json().getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject).filter(row -> row.get("name").getAsString().equals("Euler a")).findFirst().orElseThrow();
        assertTrue(ancestral.get("aliases").toString().contains("k_euler_a"), ancestral.toString());
    }

    @Test
    void schedulersBeginWithAutomatic() {
        JsonObject first = Api.get("/sdapi/v1/schedulers").json().getAsJsonArray().get(0).getAsJsonObject();
        assertEquals("[\"name\", \"label\", \"aliases\", \"default_rho\", \"need_inner_model\"]",
                first.keySet().stream().map(name -> "\"" + name + "\"").toList().toString());
        assertEquals("automatic", first.get("name").getAsString());
        assertTrue(names("/sdapi/v1/schedulers", "name").containsAll(List.of("karras", "exponential", "sgm_uniform", "uniform", "simple", "normal", "ddim", "beta")));
        assertTrue(names("/sdapi/v1/schedulers", "label").containsAll(List.of("Karras", "Exponential", "SGM Uniform", "Uniform", "Simple", "Normal", "Beta")));
    }

    @Test
    void modelsHaveTitles() {
        assertTrue(names("/sdapi/v1/sd-models", "title").containsAll(List.of("tiny-sd15", "mezzotint-starter")));
    }

    /** Paths that answer with a list, and with an object. */
    @TestFactory
    Stream<DynamicTest> everyListIsThere() {
        Stream<String> lists = Stream.of("upscalers", "latent-upscale-modes", "sd-vae", "hypernetworks", "face-restorers", "realesrgan-models",
                "prompt-styles", "loras", "extensions", "script-info");
        Stream<String> objects = Stream.of("embeddings", "scripts", "memory", "cmd-flags", "options", "version", "status", "checkpoint", "progress");
        return Stream.concat(
                lists.map(path -> DynamicTest.dynamicTest(path, () -> assertTrue(Api.get("/sdapi/v1/" + path).json().isJsonArray()))),
                objects.map(path -> DynamicTest.dynamicTest(path, () -> assertEquals(200, Api.get("/sdapi/v1/" + path).status()))));
    }

    @Test
    void memoryIsThatOfTheMachine() throws IOException {
        JsonObject here = Api.get("/api/status").json().getAsJsonObject().getAsJsonObject("memory");
        Runtime java = Runtime.getRuntime();
        assertTrue(here.get("used").getAsLong() > java.totalMemory() - java.freeMemory(), here + ": the heap alone is more");
        assertTrue(here.get("used").getAsLong() < here.get("total").getAsLong(), here.toString());
        long kilobytes = Files.readAllLines(Path.of("/proc/meminfo")).stream().filter(l -> l.startsWith("MemTotal")).map(l -> l.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong).sum();
        assertEquals(kilobytes * 1024, here.get("total").getAsLong());
        assertEquals(here.get("total"), Api.get("/sdapi/v1/memory").json().getAsJsonObject().getAsJsonObject("ram").get("total"));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandIsThere() {
        return Stream.of("refresh-checkpoints", "refresh-vae", "refresh-embeddings", "refresh-loras", "skip", "interrupt", "unload-checkpoint", "reload-checkpoint")
                .map(path -> DynamicTest.dynamicTest(path, () -> assertEquals(200, Api.post("/sdapi/v1/" + path, Map.of()).status())));
    }

    @Test
    void internalPathsAnswer() {
        assertEquals("{}", Api.get("/internal/ping").json().toString());
        assertEquals(JsonParser.parseString("{\"size\":0,\"tasks\":[]}"), Api.get("/internal/pending-tasks").json());
        JsonObject unknown = Api.post("/internal/progress", Map.of("id_task", "task(nobody)")).object();
        assertEquals("Waiting...", unknown.get("textinfo").getAsString());
        assertEquals(422, Api.post("/internal/progress", Map.of()).status());
    }

    @TestFactory
    Stream<DynamicTest> withoutControlNetItsPathsAreNotThere() {
        return Stream.of("version", "settings", "model_list", "module_list", "control_types", "detect").map(path -> DynamicTest.dynamicTest(path, () -> {
            Api.Answer answer = path.equals("detect") ? Api.post("/controlnet/detect", Map.of("controlnet_module", "none")) : Api.get("/controlnet/" + path);
            assertEquals(404, answer.status());
            assertEquals("{\"detail\":\"Not Found\"}", answer.json().toString());
        }));
    }

    @Test
    void thePageOfA1111NamesTheChoices() {
        Map<String, JsonObject> elements = StreamSupport.stream(Api.get("/config").object().getAsJsonArray("components").spliterator(), false)
                .map(each -> each.getAsJsonObject().getAsJsonObject("props")).collect(Collectors.toMap(props -> props.get("elem_id").getAsString(), props -> props));
        assertTrue(elements.get("txt2img_hr_upscaler").getAsJsonArray("choices").contains(new JsonPrimitive("None")), elements.toString());
        assertTrue(elements.get("txt2img_sampling").getAsJsonArray("choices").contains(new JsonPrimitive("Euler a")));
        assertEquals("Automatic", elements.get("img2img_scheduler").getAsJsonArray("choices").get(0).getAsString());
        assertTrue(elements.get("setting_sd_model_checkpoint").getAsJsonArray("choices").contains(new JsonPrimitive("tiny-sd15")));
    }

    @Test
    void theSystemTellsVersionOptionsAndExtensionsAndNoSecrets() {
        JsonObject system = Api.get("/internal/sysinfo").object();
        assertTrue(system.get("Version").getAsString().startsWith("Mezzotint"), system.toString());
        assertEquals(Api.get("/sdapi/v1/options").json(), system.get("Config"));
        assertTrue(system.getAsJsonArray("Extensions").toString().contains("mezzotint.sampler.euler"));
        assertTrue(system.getAsJsonObject("RAM").get("total").getAsLong() > 0);
        assertEquals("{}", system.get("Environment").toString());
        assertEquals("[]", system.get("Commandline").toString());
    }
}
