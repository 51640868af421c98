package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mezzotint.manage.Wish;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two plugins carry two versions of Guava that cannot stand for each other, and work in one picture. */
class TwoVersionsTest {

    private static final List<String> VERSIONS = List.of("guava14", "guava33");

    @BeforeAll
    static void install() throws IOException {
        GoldenModel.offer("tiny-sd15");
        for (String version : VERSIONS) {
            TestInstaller.meet(TestInstaller.install(Files.readAllBytes(Path.of(version, "target", "stephook." + version + "-1.0.0.jar"))));
        }
    }

    @AfterAll
    static void remove() {
        VERSIONS.forEach(v -> TestInstaller.meet(Wish.NOTHING.remove("mezzotint.stephook." + v)));
    }

    @Test
    void both_work_in_one_picture() {
        var picture = new HashMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a cat", "sampler", "euler", "steps", 3,
                "width", 64, "height", 64, "seed", 1));
        JsonObject with = Api.awaitEnd(Api.submit(with(picture, VERSIONS)), Duration.ofMinutes(2));
        assertEquals("done", with.get("state").getAsString(), with.toString());
    }

    private static Map<String, Object> with(Map<String, Object> picture, List<String> watchers) {
        picture.put("watchers", watchers);
        return picture;
    }

    @Test
    void neither_could_work_with_the_others_version() throws ClassNotFoundException {
        Class<?> old = load("guava14", "Objects");
        Class<?> young = load("guava33", "Objects");
        assertNotSame(old, young);
        old.getMethods();
        assertEquals(1, List.of(old.getMethods()).stream().filter(m -> m.getName().equals("firstNonNull")).count());
        assertEquals(0, List.of(young.getMethods()).stream().filter(m -> m.getName().equals("firstNonNull")).count());
        load("guava33", "MoreObjects");
        assertThrows(ClassNotFoundException.class, () -> load("guava14", "MoreObjects"));
    }

    private static Class<?> load(String plugin, String name) throws ClassNotFoundException {
        return Osgi.bundle("mezzotint.stephook." + plugin).loadClass("com.google.common.base." + name);
    }
}
