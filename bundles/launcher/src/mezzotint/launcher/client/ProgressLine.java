package mezzotint.launcher.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.Locale;

/** Progress: a bar that is drawn over itself on a terminal, else a line for each change. */
final class ProgressLine {

    private static final int WIDTH = 30;
    private static final String START_OF_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private String last = "";
    private boolean drawn;
    private int firstStep = -1;
    private long firstTime;

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Shows how far a job is.
     *
     * @param progress {@code stage}, {@code step}, {@code steps} and {@code secondsLeft}, as far as known
     */
    synchronized void show(String state, JsonObject progress) {
        String stage = Client.text(progress, "stage");
        int step = whole(progress, "step");
        int steps = whole(progress, "steps");
        String text = text(stage == null ? state : stage.toLowerCase(Locale.ROOT), step, steps);
        if (!text.equals(last)) {
            last = text;
            String left = steps > 0 ? left(progress, step, steps) : "";
            out.print(terminal ? START_OF_LINE + text + left : text + left + System.lineSeparator());
            out.flush();
            drawn = terminal;
        }
    }

    private String text(String stage, int step, int steps) {
        if (steps <= 0) {
            return stage;
        }
        if (!terminal) {
            return stage + ", step " + step + " of " + steps;
        }
        int full = Math.min(WIDTH, Math.max(0, WIDTH * step / steps));
        return String.format("%-10s [%s%s] %d/%d", stage, "#".repeat(full), "-".repeat(WIDTH - full), step, steps);
    }

    /** The time that is left, by the workbench's word or by the pace of the steps seen. */
    private String left(JsonObject progress, int step, int steps) {
        JsonElement told = progress.get("secondsLeft");
        double seconds = told != null && told.isJsonPrimitive() ? told.getAsDouble() : -1;
        long now = System.nanoTime();
        if (firstStep < 0 || step < firstStep) {
            firstStep = step;
            firstTime = now;
        }
        if (!(seconds >= 0) && step > firstStep) {
            seconds = (now - firstTime) / 1e9 / (step - firstStep) * (steps - step);
        }
        if (!(seconds >= 0)) {
            return "";
        }
        long whole = Math.round(seconds);
        return whole < 60 ? ", " + whole + " s left" : String.format(", %d min %02d s left", whole / 60, whole % 60);
    }

    private static int whole(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsInt() : 0;
    }

    /** Clears the bar. */
    synchronized void clear() {
        if (drawn) {
            out.print(START_OF_LINE);
            out.flush();
            drawn = false;
        }
    }
}
