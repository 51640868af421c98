package mezzotint.sdapi;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.studio.Job;
import mezzotint.studio.Progress;

/** The progress of a generation in A1111's forms. */
final class ProgressView {

    /** What A1111 adds as soon as a request runs. */
    private static final double BEGUN = 0.01;

    private final Generation generation;
    private final int count;
    private final int done;
    private final Optional<Progress> current;

    ProgressView(Generation generation) {
        this.generation = generation;
        this.count = generation.jobs().size();
        this.done = count - generation.current().size();
        this.current = generation.current().stream().findFirst().map(Job::progress);
    }

    /** While nothing runs: what is left of the last request, as in A1111's state. */
    static Map<String, Object> idle(Optional<Generation> last) {
        Map<String, Object> state = state(last.orElse(null), 0, last.map(g -> g.jobs().size()).orElse(0), 0,
                last.map(g -> g.jobs().get(g.jobs().size() - 1).progress().steps()).orElse(0));
        state.put("job", "");
        return answer(0, 0, state, null);
    }

    /** For {@code /sdapi/v1/progress}. */
    Map<String, Object> progress(boolean withoutPicture) {
        double share = Math.min(1, BEGUN + share());
        double elapsed = elapsed();
        return answer(share, elapsed / share - elapsed,
                state(generation, count, done, current.map(Progress::step).orElse(0), current.map(Progress::steps).orElse(0)),
                withoutPicture ? null : preview().map(ProgressView::base64).orElse(null));
    }

    private static Map<String, Object> answer(double share, double left, Map<String, Object> state, String picture) {
        var out = new LinkedHashMap<String, Object>();
        out.put("progress", share);
        out.put("eta_relative", left);
        out.put("state", state);
        out.put("current_image", picture);
        out.put("textinfo", null);
        return out;
    }

    private static Map<String, Object> state(Generation generation, int count, int done, int step, int steps) {
        var out = new LinkedHashMap<String, Object>();
        out.put("skipped", generation != null && generation.skipped());
        out.put("interrupted", generation != null && generation.interrupted());
        out.put("stopping_generation", false);
        out.put("job", generation == null ? "" : "scripts_" + generation.kind());
        out.put("job_count", count);
        out.put("job_timestamp", generation == null ? "0" : generation.timestamp());
        out.put("job_no", done);
        out.put("sampling_step", step);
        out.put("sampling_steps", steps);
        return out;
    }

    /** For {@code /internal/progress}. */
    static Map<String, Object> task(Optional<Generation> task, List<Generation> open, boolean wanted, long shown) {
        boolean active = task.map(Generation::running).orElse(false);
        boolean queued = task.isPresent() && !active && open.contains(task.get());
        var out = new LinkedHashMap<String, Object>();
        out.put("active", active);
        out.put("queued", queued);
        out.put("completed", task.map(Generation::ended).orElse(false));
        out.put("progress", null);
        out.put("eta", null);
        out.put("live_preview", null);
        out.put("id_live_preview", -1);
        List<Generation> waiting = open.stream().filter(g -> !g.running()).toList();
        out.put("textinfo", active ? null : queued ? "In queue: " + (1 + waiting.indexOf(task.get())) + "/" + waiting.size() : "Waiting...");
        if (active) {
            new ProgressView(task.get()).active(out, wanted, shown);
        }
        return out;
    }

    private void active(Map<String, Object> out, boolean wanted, long shown) {
        out.put("progress", share());
        out.put("eta", share() > 0 ? elapsed() / share() - elapsed() : null);
        long id = current.map(p -> (long) p.step()).orElse(0L);
        out.put("id_live_preview", shown);
        if (wanted && id != shown) {
            preview().ifPresent(image -> {
                out.put("live_preview", "data:image/png;base64," + base64(image));
                out.put("id_live_preview", id);
            });
        }
    }

    /** For SD.Next's {@code /sdapi/v1/status}. */
    static Map<String, Object> status(Optional<Generation> running, int open) {
        Optional<ProgressView> view = running.map(ProgressView::new);
        var out = new LinkedHashMap<String, Object>();
        out.put("status", running.isPresent() ? "running" : "idle");
        out.put("task", running.map(Generation::kind).orElse(""));
        out.put("timestamp", running.map(Generation::timestamp).orElse(null));
        out.put("current", view.flatMap(v -> v.current).map(Progress::stage).orElse(""));
        out.put("id", running.map(Generation::id).orElse(null));
        out.put("job", view.map(v -> v.done).orElse(0));
        out.put("jobs", view.map(v -> v.count).orElse(0));
        out.put("total", view.map(v -> v.count).orElse(0));
        out.put("step", view.flatMap(v -> v.current).map(Progress::step).orElse(0));
        out.put("steps", view.flatMap(v -> v.current).map(Progress::steps).orElse(0));
        out.put("queued", Math.max(0, open - (running.isPresent() ? 1 : 0)));
        out.put("uptime", ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
        out.put("elapsed", view.map(ProgressView::elapsed).orElse(null));
        out.put("eta", view.map(v -> v.share() > 0 ? v.elapsed() / v.share() - v.elapsed() : 0).orElse(null));
        out.put("progress", view.map(ProgressView::share).orElse(null));
        return out;
    }

    /** Of the whole generation, 0 to 1. */
    private double share() {
        double job = current.filter(p -> p.steps() > 0).map(p -> p.step() / (double) p.steps()).orElse(0.0);
        return Math.min(1, (done + job) / count);
    }

    private double elapsed() {
        return Duration.between(generation.started(), Instant.now()).toMillis() / 1000.0;
    }

    private Optional<Image> preview() {
        return current.flatMap(Progress::preview);
    }

    private static String base64(Image image) {
        return Base64.getEncoder().encodeToString(Png.encode(image));
    }
}
