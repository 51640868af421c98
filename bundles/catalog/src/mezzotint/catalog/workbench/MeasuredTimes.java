package mezzotint.catalog.workbench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mezzotint.plugin.Plugins;
import mezzotint.studio.Job;
import mezzotint.studio.Request;

/** What the queue's own records say of the time that pictures took. Immutable. */
final class MeasuredTimes {

    private static final double NANOS = 1e9;
    /** So many of the last jobs count: a workbench may remember thousands, and the answer is waited for. */
    private static final int LAST = 1000;

    /**
     * Several measurements of one thing under one setting.
     *
     * @param median seconds for each picture
     * @param n how many jobs it is the median of
     * @param last the day of the newest
     * @param setting what was made, in words
     */
    record Summary(double median, int n, LocalDate last, String setting) {}

    private record Sample(double seconds, Instant when, String setting) {}

    /** What a plugin had of a job. */
    private record Share(Job job, double seconds) {}

    /** Those that made their pictures, the newest first. */
    private final List<Job> jobs;
    /** By hook and id. */
    private final Map<String, List<Share>> shares = new HashMap<>();

    /** @param all of the queue, those that ended the newest first; only those that are done count */
    MeasuredTimes(List<Job> all) {
        jobs = all.stream().filter(job -> job.state() == Job.State.DONE && job.started().isPresent() && job.ended().isPresent()).limit(LAST).toList();
        jobs.forEach(job -> job.times().forEach((name, seconds) -> shares.computeIfAbsent(key(name), key -> new ArrayList<>()).add(new Share(job, seconds))));
    }

    /** Jobs name hooks in words, as in {@code step hook slow}; the list of plugins does not. */
    private static String key(String name) {
        int id = name.lastIndexOf(' ');
        return name.substring(0, Math.max(0, id)).replace(" ", "") + " " + name.substring(id + 1);
    }

    private List<Share> of(Plugins.Entry plugin) {
        return shares.getOrDefault(plugin.hook() + " " + plugin.id(), List.of());
    }

    /** Of the pictures that anything made, also before this start: the whole of each, from its start to its end. */
    Optional<Summary> pictures() {
        return commonest(jobs.stream().map(MeasuredTimes::whole).toList());
    }

    /** Of those that a plugin had a part in since this start. */
    Optional<Summary> pictures(Plugins.Entry plugin) {
        return commonest(of(plugin).stream().map(share -> whole(share.job())).toList());
    }

    /** Of the time in the plugin's own code, what it called left out, since this start. */
    Optional<Summary> own(Plugins.Entry plugin) {
        return commonest(of(plugin).stream().map(share -> sample(share.job(), share.seconds())).toList());
    }

    /** The day on which the last picture was made that a plugin had a part in since this start. */
    Optional<LocalDate> last(Plugins.Entry plugin) {
        return of(plugin).stream().map(share -> share.job().ended().orElseThrow()).max(Comparator.naturalOrder()).map(MeasuredTimes::day);
    }

    private static Sample whole(Job job) {
        return sample(job, Duration.between(job.started().orElseThrow(), job.ended().orElseThrow()).toNanos() / NANOS);
    }

    private static Sample sample(Job job, double seconds) {
        Request request = job.request();
        Request.Canvas canvas = request.canvas();
        String setting = "%s, %d x %d, %d steps".formatted(request.model(), canvas.width(), canvas.height(), request.walk().steps());
        return new Sample(seconds / Math.max(1, canvas.count()), job.ended().orElseThrow(), setting);
    }

    /** Times of different models, sizes and steps have no median: that of the setting that was used most, of several the last one. */
    private static Optional<Summary> commonest(List<Sample> samples) {
        return samples.stream().collect(Collectors.groupingBy(Sample::setting)).values().stream()
                .max(Comparator.<List<Sample>>comparingInt(List::size).thenComparing(MeasuredTimes::newest)).map(MeasuredTimes::summary);
    }

    private static Summary summary(List<Sample> samples) {
        double[] sorted = samples.stream().mapToDouble(Sample::seconds).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(median, sorted.length, day(newest(samples)), samples.get(0).setting());
    }

    private static LocalDate day(Instant when) {
        return LocalDate.ofInstant(when, ZoneId.systemDefault());
    }

    private static Instant newest(List<Sample> samples) {
        return samples.stream().map(Sample::when).max(Comparator.naturalOrder()).orElseThrow();
    }
}
