package mezzotint.test.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.control.Conditioner;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.StepHook;
import mezzotint.fault.Faults;
import mezzotint.image.PostProcessor;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.Culprits;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plugin that breaks a request is found, whichever hook it fills. */
class BisectionTest {

    private final Culprits culprits = new Culprits();

    @BeforeAll
    static void prepare() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    @AfterEach
    void cleanUp() {
        culprits.close();
    }

    @Test
    void one_of_twelve_step_hooks() throws Exception {
        var names = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            culprits.install("org.example.step" + i, StepHook.class, i == 8 ? BadPlugins.NanHook.class : BadPlugins.Harmless.class);
            names.add("step" + i);
        }
        JsonObject search = search(Map.of("watchers", names));
        assertEquals("[\"org.example.step8\"]", search.get("culprits").toString(), search.toString());
        assertTrue(search.get("runs").getAsInt() <= 2 + 4, search.toString());
        assertTrue(search.get("words").getAsString().startsWith("it breaks by org.example.step8: the step hook Bad step8 (org.example.step8 1.0.0) gave"),
                search.toString());
        assertFalse(Osgi.service(Faults.class).quarantined().stream().anyMatch(q -> q.bundle().startsWith("org.example.step")),
                "a trial puts nobody into quarantine");
    }

    @Test
    void a_post_processor() throws Exception {
        culprits.install("org.example.well", StepHook.class, BadPlugins.Harmless.class);
        culprits.install("org.example.torn", PostProcessor.class, BadPlugins.ThrowingFinish.class);
        assertFound("org.example.torn", "it breaks by org.example.torn: the post processor", Map.of("watchers", List.of("well"), "finish", List.of("torn")));
    }

    @Test
    void a_conditioner() throws Exception {
        culprits.install("org.example.tells", Conditioner.class, BadPlugins.NarrowConditioner.class);
        assertFound("org.example.tells", "it breaks by org.example.tells: the conditioner", Map.of("controls", List.of("tells")));
    }

    @Test
    void image_to_image() throws Exception {
        culprits.install("org.example.begins", ImageToImage.class, BadPlugins.WideStart.class);
        assertFound("org.example.begins", "it breaks by org.example.begins: the image to image", Map.of("image", "begins"));
    }

    @Test
    void one_that_the_request_cannot_do_without() throws Exception {
        culprits.install("org.example.well", StepHook.class, BadPlugins.Harmless.class);
        culprits.install("org.example.coarse", NoiseSource.class, BadPlugins.WideNoise.class);
        assertFound("org.example.coarse", "it breaks without any of the optional plugins too, by org.example.coarse, which it cannot do without: the noise source",
                Map.of("watchers", List.of("well"), "noise", "coarse"));
    }

    private static void assertFound(String bundle, String words, Map<String, ?> settings) throws Exception {
        JsonObject search = search(settings);
        assertEquals("found", search.get("state").getAsString(), search.toString());
        assertEquals("[\"" + bundle + "\"]", search.get("culprits").toString(), search.toString());
        assertTrue(search.get("words").getAsString().startsWith(words), search.toString());
    }

    private static JsonObject search(Map<String, ?> settings) throws InterruptedException {
        Api.Answer begun = Api.post("/api/faults/bisect", Map.of("request", Culprits.picture(settings)));
        assertEquals(202, begun.status(), begun.toString());
        JsonObject search = begun.object();
        while (search.get("state").getAsString().equals("running")) {
            Thread.sleep(50);
            search = Api.get("/api/faults/bisect/" + begun.text("id")).object();
        }
        return search;
    }
}
