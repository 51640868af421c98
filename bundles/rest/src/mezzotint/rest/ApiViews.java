package mezzotint.rest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import mezzotint.fault.Fault;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Progress;
import mezzotint.studio.RequestMap;

/** Jobs, pictures and faults in the form in which the API shows them. */
public final class ApiViews {

    private ApiViews() {}

    public static Map<String, Object> job(Job job) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", job.id());
        out.put("state", job.state().name().toLowerCase(Locale.ROOT));
        out.put("owner", job.owner());
        out.put("priority", job.priority());
        out.put("after", job.after());
        out.put("submitted", job.submitted().toString());
        job.started().ifPresent(at -> out.put("started", at.toString()));
        job.ended().ifPresent(at -> out.put("ended", at.toString()));
        out.put("position", job.position());
        out.put("secondsLeft", known(job.secondsLeft()));
        out.put("request", RequestMap.of(job.request()));
        out.put("progress", progress(job.progress()));
        out.put("pictures", job.pictures().stream().map(ApiViews::picture).toList());
        out.put("notes", job.notes());
        out.put("times", job.times());
        job.problem().ifPresent(p -> out.put("problem", problem(p)));
        return out;
    }

    /** With the plugin to blame, if it is one. */
    private static Map<String, Object> problem(Problem problem) {
        Map<String, Object> out = Json.problem(problem);
        Fault.behind(problem).ifPresent(fault -> out.put("fault", fault(fault)));
        return out;
    }

    public static Map<String, Object> picture(Job.Result result) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", result.id());
        out.put("url", "/api/pictures/" + result.id());
        out.put("seed", result.seed());
        out.put("width", result.width());
        out.put("height", result.height());
        out.put("place", result.place());
        out.put("infotext", result.infotext());
        return out;
    }

    private static Map<String, Object> progress(Progress progress) {
        var out = new LinkedHashMap<String, Object>();
        out.put("stage", progress.stage());
        out.put("step", progress.step());
        out.put("steps", progress.steps());
        out.put("secondsLeft", known(progress.secondsLeft()));
        return out;
    }

    /** Null if it is not known, since JSON has no NaN. */
    public static Double known(double seconds) {
        return Double.isNaN(seconds) ? null : Math.round(seconds * 10) / 10.0;
    }

    public static Map<String, Object> fault(Fault fault) {
        var out = new LinkedHashMap<String, Object>();
        out.put("when", fault.when().toString());
        out.put("bundle", fault.bundle());
        out.put("version", fault.version());
        out.put("hook", fault.hook());
        out.put("plugin", fault.plugin());
        out.put("kind", fault.kind().name().toLowerCase(Locale.ROOT));
        out.put("words", fault.words());
        return out;
    }
}
