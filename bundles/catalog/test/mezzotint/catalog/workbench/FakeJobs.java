package mezzotint.catalog.workbench;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.plugin.Choice;
import mezzotint.studio.Job;
import mezzotint.studio.Request;

/** Jobs that ended, as a test wants them. */
final class FakeJobs {

    static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private FakeJobs() {}

    /** One that was done, some seconds after noon, with pictures of a width. */
    static Job done(int width, int count, double seconds, Map<String, Double> times) {
        return job(Job.State.DONE, width, count, seconds, times);
    }

    static Job job(Job.State state, int width, int count, double seconds, Map<String, Double> times) {
        Choice none = Choice.of("");
        var request = new Request("tiny", new Request.Words("", "", none, none), new Request.Canvas(width, 64, count, 1), new Request.Walk(10, none, none, none, none), none, List.of(), List.of());
        Map<String, Object> answers = Map.of("state", state, "request", request, "times", times, "started", Optional.of(NOON), "ended", Optional.of(NOON.plusNanos((long) (seconds * 1e9))));
        return (Job) Proxy.newProxyInstance(Job.class.getClassLoader(), new Class<?>[] {Job.class}, (proxy, method, arguments) -> answers.get(method.getName()));
    }
}
