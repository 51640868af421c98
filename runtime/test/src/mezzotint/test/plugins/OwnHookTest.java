package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.fault.Fault;
import mezzotint.fault.Faults;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.studio.Studio;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Culprits;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TonePlugins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plugin defines a hook; others fill it, and come and go like plugins of the workbench's own hooks. */
class OwnHookTest {

    private final Studio studio = Osgi.service(Studio.class);

    @BeforeEach
    void install() throws IOException {
        GoldenModel.offer("tiny-sd15");
        TestInstaller.meet(TestInstaller.install(TonePlugins.owner().bytes(), warm()));
    }

    @AfterEach
    void remove() {
        TestInstaller.meet(Wish.NOTHING.remove(TonePlugins.FILLER).remove(TonePlugins.OWNER));
    }

    private static byte[] warm() {
        return TonePlugins.filler("1.0.0", TonePlugins.Warm.class, TonePlugins.Warm.Params.class).bytes();
    }

    private float[] latent() throws Exception {
        return studio.generate(studio.request(Culprits.picture(Map.of("watchers", List.of("toned")))), progress -> { }).get(0).latent().toArray();
    }

    @Test
    void who_fills_it_comes_and_goes() throws Exception {
        float[] warm = latent();
        TestInstaller.meet(Wish.NOTHING.switchOff(TonePlugins.FILLER));
        float[] plain = latent();
        assertFalse(Arrays.equals(warm, plain), "a plugin of a plugin's hook has a part in the picture");
        assertArrayEquals(studio.generate(studio.request(Culprits.picture(Map.of())), progress -> { }).get(0).latent().toArray(), plain);
        TestInstaller.meet(Wish.NOTHING.switchOn(TonePlugins.FILLER));
        assertArrayEquals(warm, latent());
    }

    @Test
    void it_is_listed_with_its_parameters() {
        JsonArray tones = Api.get("/api/hooks").object().getAsJsonArray("tone");
        assertEquals("warm", tones.get(0).getAsJsonObject().get("id").getAsString());
        assertTrue(tones.toString().contains("\"warmth\""), tones.toString());
    }

    @Test
    void who_fills_it_is_blamed_for_what_it_does() throws Exception {
        TestInstaller.meet(TestInstaller.install(TonePlugins.filler("1.1.0", TonePlugins.Broken.class).bytes()));
        JsonObject job = Culprits.done(Map.of("watchers", List.of("toned")));
        assertTrue(job.toString().contains("the tone Bad warm (org.example.warm 1.1.0) threw java.lang.IllegalStateException: no tone"), job.toString());
        Set<String> blamed = Osgi.service(Faults.class).list().stream().map(Fault::bundle).filter(Set.of(TonePlugins.OWNER, TonePlugins.FILLER)::contains).collect(Collectors.toSet());
        assertEquals(Set.of(TonePlugins.FILLER), blamed);
    }

    @Test
    void it_cannot_be_filled_without_who_defines_it() {
        TestInstaller.meet(Wish.NOTHING.remove(TonePlugins.FILLER).remove(TonePlugins.OWNER));
        Problem problem = assertThrows(Problem.class, () -> TestInstaller.meet(TestInstaller.install(warm())));
        assertTrue(problem.getMessage().contains("mezzotint.test.tone"), problem.getMessage());
        TestInstaller.meet(TestInstaller.install(TonePlugins.owner().bytes(), warm()));
    }
}
