package mezzotint.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mezzotint.fault.Fault;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Progress;
import mezzotint.studio.Request;

/** Jobs, requests and pictures in the form the API shows them. */
final class Views {

    private Views() {}

    static Map<String, Object> job(Job job) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", job.id());
        out.put("state", job.state().name().toLowerCase(Locale.ROOT));
        out.put("submitted", job.submitted().toString());
        out.put("position", job.position());
        out.put("request", request(job.request()));
        out.put("progress", progress(job.progress()));
        out.put("pictures", results(job).stream().map(Views::picture).toList());
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

    static List<Job.Result> results(Job job) {
        return job.state() == Job.State.DONE ? job.result().toCompletableFuture().join() : List.of();
    }

    static Map<String, Object> picture(Job.Result result) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", result.id());
        out.put("url", "/api/pictures/" + result.id());
        out.put("seed", result.picture().seed());
        out.put("width", result.picture().image().width());
        out.put("height", result.picture().image().height());
        out.put("place", result.place());
        out.put("infotext", result.picture().infotext());
        return out;
    }

    static Map<String, Object> request(Request request) {
        Request.Words words = request.words();
        Request.Canvas canvas = request.canvas();
        Request.Walk walk = request.walk();
        var out = new LinkedHashMap<String, Object>();
        out.put("model", request.model());
        out.put("prompt", words.wanted());
        out.put("negative", words.unwanted());
        out.put("width", canvas.width());
        out.put("height", canvas.height());
        out.put("count", canvas.count());
        out.put("seed", canvas.seed());
        out.put("steps", walk.steps());
        if (walk.guidance().params().get("scale") instanceof Number scale) {
            out.put("cfg", scale);
        }
        out.put("sampler", choice(walk.sampler()));
        out.put("schedule", choice(walk.schedule()));
        out.put("guidance", walk.guidance().id());
        out.put("noise", choice(walk.noise()));
        out.put("parser", choice(words.parser()));
        out.put("encoder", choice(words.encoder()));
        out.put("backend", choice(request.backend()));
        return out;
    }

    private static Object choice(Choice choice) {
        return choice.params().isEmpty() ? choice.id() : Map.of("id", choice.id(), "params", choice.params());
    }

    private static Map<String, Object> progress(Progress progress) {
        var out = new LinkedHashMap<String, Object>();
        out.put("stage", progress.stage());
        out.put("step", progress.step());
        out.put("steps", progress.steps());
        out.put("secondsLeft", Double.isNaN(progress.secondsLeft()) ? null : progress.secondsLeft());
        return out;
    }
}
