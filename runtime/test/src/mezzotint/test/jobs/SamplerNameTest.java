package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import mezzotint.manage.Wish;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.studio.Studio;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import org.junit.jupiter.api.Test;

/** Names that set a parameter, and names that hold a schedule. */
class SamplerNameTest {

    private final Studio studio = Osgi.service(Studio.class);

    @Test
    void a_name_sets_a_parameter() {
        assertEquals(new Choice("unipc", Map.of("variant", "bh2")), walk("uni_pc_bh2").sampler());
        assertEquals(new Choice("unipc", Map.of()), walk("uni_pc").sampler());
    }

    @Test
    void what_the_user_sets_counts_more_than_the_name() {
        var both = Map.of("id", "DPM++ 2M SDE Heun", "params", Map.of("solver", "midpoint", "eta", 0.5));
        assertEquals(new Choice("dpmpp2msde", Map.of("solver", "midpoint", "eta", 0.5)), walk(both).sampler());
    }

    @Test
    void a_name_holds_parameter_and_schedule() {
        Request.Walk walk = walk("k_dpmpp_2m_sde_heun_ka");
        assertEquals(new Choice("dpmpp2msde", Map.of("solver", "heun")), walk.sampler());
        assertEquals("karras", walk.schedule().id());
    }

    @Test
    void no_sampler_hides_behind_a_schedule() {
        Problem problem = assertThrows(Problem.class, () -> walk("no such sampler Karras"));
        assertTrue(problem.getMessage().contains("no sampler is called no such sampler Karras"), problem.getMessage());
    }

    @Test
    void a_plugin_that_is_off_is_known_by_all_of_them() throws Exception {
        assertSaysOff("mezzotint.sampler.dpmpp2msde", "DPM++ 2M SDE Heun");
        assertSaysOff("mezzotint.sampler.dpmpp2msde", "DPM++ 2M SDE Heun Karras");
        assertSaysOff("mezzotint.schedule.karras", "k_dpmpp_2m_ka");
    }

    private void assertSaysOff(String bundle, String sampler) throws Exception {
        TestInstaller.meet(Wish.NOTHING.switchOff(bundle));
        try {
            Problem problem = assertThrows(Problem.class, () -> walk(sampler));
            assertEquals(Problem.Kind.CONFLICT, problem.kind());
            assertTrue(problem.getMessage().contains(bundle), problem.getMessage());
        } finally {
            TestInstaller.meet(Wish.NOTHING.switchOn(bundle));
        }
    }

    private Request.Walk walk(Object sampler) {
        return studio.request(Map.of("prompt", "a cat", "sampler", sampler, "schedule", "uniform")).walk();
    }
}
