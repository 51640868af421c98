package mezzotint.jobs;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mezzotint.studio.Request;
import org.slf4j.LoggerFactory;

/** How long pictures took: for each kind of picture an exponential mean of the seconds of a step, and of all that is no step. */
final class StepTimes {

    /** Part that the last picture has in the mean. */
    private static final double WEIGHT = 0.3;

    /** Seconds of a step, and of reading, decoding and saving together. */
    private record Pace(double step, double rest) {}

    private final Path file;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    StepTimes(Path file) {
        this.file = file;
        try {
            Map<String, Pace> read = Files.exists(file) ? new Gson().fromJson(Files.readString(file), new TypeToken<Map<String, Pace>>() {}.getType()) : null;
            paces.putAll(read == null ? Map.of() : read);
        } catch (IOException | JsonParseException e) {
            LoggerFactory.getLogger(StepTimes.class).info("{} cannot be read, so times are measured anew: {}", file, e.getMessage());
        }
    }

    /** What decides how long a picture takes. */
    static String kind(Request request) {
        Request.Canvas canvas = request.canvas();
        return String.join(" ", request.model(), canvas.width() + "x" + canvas.height() + "x" + canvas.count(), request.walk().sampler().id(),
                request.walk().guidance().id(), request.backend().id());
    }

    /** Seconds that a job takes from its start; NaN if none like it was made. */
    double seconds(Task task) {
        Pace pace = paces.get(task.kind());
        return pace == null ? Double.NaN : task.request().walk().steps() * pace.step() + pace.rest();
    }

    /** Seconds that are left after some steps; NaN if none like it was made. */
    double seconds(Task task, int step, int steps) {
        Pace pace = paces.get(task.kind());
        return pace == null ? Double.NaN : (steps - step) * pace.step() + (step == 0 ? 1 : 0.5) * pace.rest();
    }

    /** Takes in how long a picture took. */
    void learn(Task task, double step, double rest) {
        var now = new Pace(step, rest);
        paces.merge(task.kind(), now, (before, last) -> new Pace(
                before.step() + WEIGHT * (last.step() - before.step()), before.rest() + WEIGHT * (last.rest() - before.rest())));
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), new Gson().toJson(paces));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LoggerFactory.getLogger(StepTimes.class).info("{} cannot be written: {}", file, e.getMessage());
        }
    }
}
