package mezzotint.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Values of the reference implementations. They are read from {@code runtime/goldens}, or from the
 * folder of the same layout that the environment variable {@code MEZZOTINT_GOLDENS} names.
 */
public final class Goldens {

    private Goldens() {}

    /** The tag of tests that compare with golden values. */
    public static final String TAG = "golden";

    /** A file or folder among the golden values. */
    public static Path path(String relative) {
        return folder().resolve(relative);
    }

    public static JsonElement json(String relative) {
        try {
            return JsonParser.parseString(Files.readString(path(relative)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Safetensors tensors(String relative) {
        return Safetensors.read(path(relative));
    }

    /** The largest difference of two runs of values, measured by the root mean square of the expected. */
    public static double error(double[] expected, double[] actual) {
        if (expected.length != actual.length) {
            throw new AssertionError(expected.length + " values are expected, not " + actual.length);
        }
        double squares = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += expected[i] * expected[i];
            double difference = Math.abs(expected[i] - actual[i]);
            worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
        }
        double rms = Math.sqrt(squares / expected.length);
        return worst == 0 ? 0 : worst / rms;
    }

    static double error(double[] expected, float[] actual) {
        return error(expected, wide(actual));
    }

    /** @throws AssertionError if {@link #error} is above the tolerance */
    public static void assertClose(String what, double[] expected, double[] actual, double tolerance) {
        double error = error(expected, actual);
        if (!(error <= tolerance)) {
            throw new AssertionError(what + " is off by " + error + " of its rms; " + tolerance + " is allowed");
        }
    }

    public static void assertClose(String what, double[] expected, float[] actual, double tolerance) {
        assertClose(what, expected, wide(actual), tolerance);
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    /** A file of the models that ship; they stay where they are when the golden values are elsewhere. */
    public static Path model(String relative) {
        return runtime().resolve("models").resolve(relative);
    }

    /** Whether they are those of {@code runtime/goldens}. */
    static boolean areShipped() {
        return System.getenv("MEZZOTINT_GOLDENS") == null;
    }

    private static Path folder() {
        String named = System.getenv("MEZZOTINT_GOLDENS");
        return named != null ? Path.of(named) : runtime().resolve("goldens");
    }

    /** The folder of the module under test: Maven names it where the tests run in its own process, which may stand anywhere. */
    static Path module() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    private static Path runtime() {
        for (Path p = module(); p != null; p = p.getParent()) {
            if (Files.isDirectory(p.resolve("runtime/goldens"))) {
                return p.resolve("runtime");
            }
        }
        throw new IllegalStateException("no folder runtime/goldens is above " + module());
    }
}
