package mezzotint.core.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mezzotint.fault.Limits;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

/** What an administrator allows plugins, by the framework's properties; looked up again every second. */
final class LimitSettings {

    private static final String PREFIX = "mezzotint.limits.";

    private final BundleContext context;
    private volatile Limits limits = new Limits();
    private volatile String refused = "";
    private volatile long read = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

    LimitSettings(BundleContext context) {
        this.context = context;
    }

    Limits get() {
        if (System.nanoTime() - read > TimeUnit.SECONDS.toNanos(1)) {
            read = System.nanoTime();
            try {
                limits = Parameters.read(Limits.class, set());
                refused = "";
            } catch (Problem e) {
                warn(e);
            }
        }
        return limits;
    }

    private Map<String, Object> set() {
        var set = new HashMap<String, Object>();
        for (var part : Limits.class.getRecordComponents()) {
            String value = context.getProperty(PREFIX + part.getName());
            if (value != null) {
                set.put(part.getName(), number(part.getName(), value));
            }
        }
        return set;
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw Problem.invalid(name + " is " + value, "write a number of seconds, as in 5 or 0.5");
        }
    }

    /** Once for each mistake: the properties are looked up as long as plugins are called. */
    private void warn(Problem problem) {
        if (!problem.getMessage().equals(refused)) {
            refused = problem.getMessage();
            LoggerFactory.getLogger(LimitSettings.class).warn("{}{}; {}", PREFIX, refused, problem.advice());
        }
    }
}
