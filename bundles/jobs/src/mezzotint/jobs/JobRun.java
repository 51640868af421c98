package mezzotint.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Picture;
import mezzotint.studio.Progress;
import mezzotint.studio.Studio;
import mezzotint.studio.Watcher;
import org.slf4j.LoggerFactory;

/** One run of a job, from its start or from where it was cut off, to its end or to that of its turn. */
final class JobRun implements Watcher {

    private final Task task;
    private final JobService service;
    private final JobHistory history;
    private final long begin = System.nanoTime();
    private StepLogFile stepLog;
    private boolean turnOver;
    private long walkBegin;
    private long walkEnd;

    JobRun(Task task, JobService service, JobHistory history) {
        this.task = task;
        this.service = service;
        this.history = history;
    }

    void run(Studio studio, Plugins plugins) {
        history.start(task);
        Throwable failure = null;
        try (StepLogFile answers = history.stepLog(task)) {
            stepLog = answers;
            task.enter(Thread.currentThread());
            make(studio, plugins);
        } catch (Throwable e) { // whatever it is, it ends this job and no other
            failure = e;
        } finally {
            task.leave();
        }
        end(failure);
    }

    private void make(Studio studio, Plugins plugins) {
        progress(stage("loading"));
        List<Picture> pictures = studio.generate(task.request(), this, stepLog);
        progress(stage("saving"));
        keep(pictures, plugins);
        if (stepLog.recalled() > 0) {
            task.note((task.gaveWay() ? "it gave way to jobs of others" : "it was cut off") + ", and went on after " + stepLog.recalled() + " calls of the model whose answers were kept");
        } else {
            learn();
        }
    }

    /** When the workbench ends, plugins go and jobs fail of it: it goes on with them at its next start. */
    private void end(Throwable failure) {
        Throwable why = failure != null && task.stopped() != null ? task.stopped() : failure;
        if (why == null) {
            service.end(task, Job.State.DONE, null);
        } else if (service.ending()) {
            task.suspend();
            history.suspend(task);
        } else if (turnOver && task.stopped() == null) {
            task.giveWay();
            history.suspend(task);
            service.changed(task);
        } else if (why instanceof CancellationException e) {
            service.end(task, Job.State.CANCELLED, e);
        } else {
            service.end(task, Job.State.FAILED, why instanceof Problem problem ? problem : blame(why));
        }
    }

    /** The first answer is where the clock of the walk starts, so it counts one step less. */
    private void learn() {
        int steps = task.progress().steps();
        if (steps > 1) {
            double step = (walkEnd - walkBegin) / 1e9 / (steps - 1);
            service.stepTimes().learn(task, step, Math.max(0, (System.nanoTime() - begin) / 1e9 - steps * step));
        }
    }

    private static Progress stage(String name) {
        return new Progress(name, 0, 0, Double.NaN, Optional.empty());
    }

    @Override
    public String job() {
        return task.id();
    }

    @Override
    public String owner() {
        return task.owner();
    }

    @Override
    public void progress(Progress now) {
        task.watch(now);
        turnOver |= endsTurn(now);
        if (turnOver) {
            throw new CancellationException("others have their turn");
        }
        if (now.stage().equals("denoising")) {
            walkBegin = walkBegin == 0 ? System.nanoTime() : walkBegin;
        } else if (now.stage().equals("decoding") && walkEnd == 0) {
            walkEnd = System.nanoTime();
        }
        service.changed(task);
    }

    /** Only where the run that comes after this one finds more than this one found, or two users would keep each other from their first step. */
    private boolean endsTurn(Progress now) {
        return now.step() < now.steps() && stepLog.added() > 0 && service.turnIsOver(task, System.nanoTime() - begin);
    }

    @Override
    public boolean endsNow() {
        return task.finishing() && !stepLog.isRecalling();
    }

    @Override
    public void note(String sentence) {
        task.note(sentence);
    }

    @Override
    public void spent(Map<String, Double> seconds) {
        task.spent(seconds);
    }

    private void keep(List<Picture> pictures, Plugins plugins) {
        for (int i = 0; i < pictures.size(); i++) {
            if (!task.kept().containsKey(i)) {
                keep(i, pictures.get(i), plugins);
            }
        }
    }

    private void keep(int number, Picture picture, Plugins plugins) {
        boolean again = task.handedOver() == number;
        task.handOver(number);
        history.note(JobRecords.HANDED_OVER, Map.of("id", task.id(), "number", number));
        history.await();
        String place = new Keeping(task, service, plugins).keep(picture, again);
        var result = new Job.Result(task.id() + "-" + number, place, picture.seed(),
                picture.image().width(), picture.image().height(), picture.infotext());
        service.recent().put(result, picture.image());
        task.keep(number, result);
        history.note(JobRecords.KEPT, JobHistory.kept(task, number, result));
    }

    /** A failure nobody foresaw, with the bundle it came from. */
    private static Problem blame(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            for (StackTraceElement at : cause.getStackTrace()) {
                if (at.getClassName().startsWith("java.")) {
                    continue;
                }
                String bundle = at.getClassName().replaceAll("\\.[A-Z].*", "");
                LoggerFactory.getLogger(JobRun.class).warn("a job failed in {}", bundle, e);
                return new Problem(Problem.Kind.INTERNAL, bundle + " failed: " + e, "switch the plugin off or update it", e);
            }
        }
        return new Problem(Problem.Kind.INTERNAL, "the job failed: " + e, "look into the log", e);
    }
}
