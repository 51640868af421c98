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

/** Jobs and pictures in the form the API shows them. */
final class Views {

    private Views() {}

    static Map<String, Object> job(Job job) {
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
        out.put("pictures", job.pictures().stream().map(Views::picture).toList());
        out.put("notes", job.notes());
        out.put("times", job.times());
        job.problem().ifPresent(p -> out.put("problem", problem(p)));
        return out;
    }

    /** With the plugin to blame, if it is one. */
    private static Map<String, Object> problem(Problem problem) {
        Map<String, Object> out = Json.problem(problem);
        Fault.behind(problem).ifPresent(fault -> out.put("fault", FaultsServlet.fault(fault)));
        return out;
    }

    static Map<String, Object> picture(Job.Result result) {
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

    /** Null for what is not known: JSON has no word for it. */
    static Double known(double seconds) {
        return Double.isNaN(seconds) ? null : Math.round(seconds * 10) / 10.0;
    }
}
