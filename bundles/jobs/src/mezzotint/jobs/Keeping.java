package mezzotint.jobs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.script.ImageSink;
import mezzotint.studio.Order;
import mezzotint.studio.Picture;

/** Gives a picture of a job to the sinks, until one has it. */
final class Keeping {

    private final Task task;
    private final JobService service;
    private final Plugins plugins;
    /** What the disk said to each sink that could not write, and what other sinks failed of. */
    private final List<String> refusals = new ArrayList<>();
    private final List<Problem> failures = new ArrayList<>();

    Keeping(Task task, JobService service, Plugins plugins) {
        this.task = task;
        this.service = service;
        this.plugins = plugins;
    }

    /**
     * Where a sink put the picture; empty if it is in memory alone.
     *
     * @param again whether a sink may have the picture already
     * @throws Problem if it must be kept, and no sink can ever take it
     * @throws CancellationException if the job ends while it waits for room
     */
    String keep(Picture picture, boolean again) {
        if (task.order().keep() == Order.Keep.NEVER) {
            return "";
        }
        Optional<String> place = offer(picture, again);
        while (place.isEmpty() && !refusals.isEmpty() && task.order().keep() == Order.Keep.MUST) {
            pause();
            place = offer(picture, true);
        }
        task.block(null);
        refusals.forEach(task::note);
        failures.forEach(failure -> task.note(failure.getMessage() + "; the picture was not kept by it"));
        if (place.isEmpty() && !failures.isEmpty() && task.order().keep() == Order.Keep.MUST) {
            throw failures.get(0);
        }
        return place.orElse("");
    }

    /** What ends a job whose time is over while it waits. */
    static Problem unkept(String why) {
        return new Problem(Problem.Kind.INTERNAL, "the picture was made and could not be kept: " + why, "make room on the disk that holds it, and hand the job in again");
    }

    private Optional<String> offer(Picture picture, boolean again) {
        refusals.clear();
        failures.clear();
        List<String> places = plugins.withAll(ImageSink.class, sinks -> {
            if (sinks.isEmpty()) {
                task.note("no plugin that keeps pictures is on, so the picture is in memory until others need the room");
            }
            return sinks.stream().flatMap(sink -> store(picture, sink, again).stream()).toList();
        });
        if (refusals.isEmpty()) {
            service.troubles().ends(Trouble.Of.PICTURES);
        } else {
            service.troubles().begins(Trouble.Of.PICTURES, String.join("; ", refusals));
        }
        return places.stream().findFirst();
    }

    /** The picture is in memory, and the queue waits with it. */
    private void pause() {
        task.block(String.join("; ", refusals));
        try {
            Thread.sleep(JobService.RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while there was no room for the picture");
        }
    }

    /** Some exceptions of the file system name the file alone. */
    private static String words(IOException e) {
        return e instanceof FileSystemException f && f.getReason() == null ? e.getClass().getSimpleName().replace("Exception", "") + " " + f.getFile() : e.getMessage();
    }

    @SuppressWarnings("unchecked")
    private Optional<String> store(Picture picture, Lease<?> sink, boolean again) {
        var hook = (ImageSink<Record>) sink.hook();
        Record params = Parameters.of(hook, Map.of());
        try {
            var places = new ArrayList<URI>(again ? hook.find(picture, params) : List.of());
            places.removeIf(place -> service.knows(place.toString()));
            return Optional.of((places.isEmpty() ? hook.accept(picture, params) : places.get(0)).toString());
        } catch (IOException e) {
            refusals.add(sink.entry().label() + " could not keep the picture: " + words(e) + "; check the disk and who may write there");
        } catch (Problem e) {
            failures.add(e);
        }
        return Optional.empty();
    }
}
