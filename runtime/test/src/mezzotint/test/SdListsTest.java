package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
        assertTrue(names.containsAll(List.of("Euler", "Euler a", "DPM++ 2M", "DPM++ 2M SDE", "LMS", "Heun", "DPM2", "DDIM", "UniPC", "LCM")), names.toString());
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

    @Test
    void controlNetTellsThatThereIsNone() {
        assertEquals("{\"model_list\":[]}", Api.get("/controlnet/model_list").json().toString());
        assertEquals("{\"control_net_unit_count\":3}", Api.get("/controlnet/settings").json().toString());
        assertTrue(Api.get("/controlnet/version").object().get("version").getAsInt() > 0);
        assertTrue(Api.get("/controlnet/module_list").object().getAsJsonArray("module_list").toString().contains("none"));
        assertEquals("none", Api.get("/controlnet/control_types").object().getAsJsonObject("control_types").getAsJsonObject("Canny")
                .get("default_option").getAsString());
    }

    @Test
    void optionsAreKeptAndGivenBack() throws IOException {
        String before = Api.get("/sdapi/v1/options").text("sd_model_checkpoint");
        Api.Answer set = Api.post("/sdapi/v1/options", Map.of("sd_model_checkpoint", "tiny-sd15.safetensors [0123456789]", "my_own", List.of(1, "two")));
        assertEquals("null", set.json().toString());
        JsonObject options = Api.get("/sdapi/v1/options").object();
        assertEquals("tiny-sd15", options.get("sd_model_checkpoint").getAsString());
        assertEquals("[1,\"two\"]", options.get("my_own").toString());
        assertEquals("png", options.get("samples_format").getAsString());
        String kept = Files.readString(Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("conf/sdapi-options.json"));
        assertTrue(kept.contains("my_own"), kept);
        assertEquals("tiny-sd15", Api.get("/sdapi/v1/checkpoint").text("title"));
        Api.post("/sdapi/v1/options", Map.of("sd_model_checkpoint", before));
        assertEquals(before, Api.get("/sdapi/v1/options").text("sd_model_checkpoint"));
    }
}
