package mezzotint.catalog.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugins;
import mezzotint.studio.Job;
import org.junit.jupiter.api.Test;

class MeasuredTimesTest {

    private static Plugins.Entry entry(String hook, String id) {
        return new Plugins.Entry(hook, id, id, List.of(), "", "mezzotint." + id, "1.0.0", None.class, true);
    }

    @Test
    void the_median_is_of_the_setting_that_was_used_most() {
        var times = new MeasuredTimes(List.of(FakeJobs.done(64, 1, 3, Map.of("sampler euler", .3)), FakeJobs.done(64, 2, 2, Map.of("sampler euler", .2)),
                FakeJobs.done(64, 1, 8, Map.of("sampler heun", .8)), FakeJobs.done(512, 1, 100, Map.of("sampler euler", 9.0))));
        MeasuredTimes.Summary all = times.pictures().orElseThrow();
        assertEquals(3, all.median(), "of 3, 1 (two pictures in 2 s) and 8");
        assertEquals(3, all.n());
        assertEquals("tiny, 64 x 64, 10 steps", all.setting());
        assertEquals(2, times.pictures(entry("sampler", "euler")).orElseThrow().median());
        assertEquals(.2, times.own(entry("sampler", "euler")).orElseThrow().median(), 1e-12);
        assertEquals(.8, times.own(entry("sampler", "heun")).orElseThrow().median());
    }

    @Test
    void what_was_not_made_is_not_measured() {
        var times = new MeasuredTimes(List.of(FakeJobs.job(Job.State.FAILED, 64, 1, 3, Map.of("sampler euler", .3)), FakeJobs.done(64, 1, 3, Map.of())));
        assertEquals(Optional.empty(), times.own(entry("sampler", "euler")));
        assertEquals(Optional.empty(), times.last(entry("sampler", "euler")));
        assertEquals(1, times.pictures().orElseThrow().n(), "of an earlier start it is not known which plugins had a part in it");
    }

    @Test
    void a_hook_of_several_words_is_known_and_no_other_plugin_is_taken_for_it() {
        var times = new MeasuredTimes(List.of(FakeJobs.done(64, 1, 3, Map.of("step hook slow", .5, "sampler pp2m", .1))));
        assertEquals(.5, times.own(entry("stephook", "slow")).orElseThrow().median());
        assertEquals(Optional.empty(), times.own(entry("hook", "slow")));
        assertEquals(Optional.empty(), times.own(entry("sampler", "2m")));
    }
}
