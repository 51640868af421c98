package mezzotint.core.guard;

import java.util.HashMap;
import java.util.Optional;
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
    private volatile long read = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

    LimitSettings(BundleContext context) {
        this.context = context;
    }

    Limits get() {
        if (System.nanoTime() - read > TimeUnit.SECONDS.toNanos(1)) {
            read = System.nanoTime();
            var set = new HashMap<String, Object>();
            for (var part : Limits.class.getRecordComponents()) {
                Optional.ofNullable(context.getProperty(PREFIX + part.getName())).ifPresent(value -> set.put(part.getName(), Double.valueOf(value)));
            }
            try {
                limits = Parameters.read(Limits.class, set);
            } catch (Problem e) {
                LoggerFactory.getLogger(LimitSettings.class).warn("{}{}; {}", PREFIX, e.getMessage(), e.advice());
            }
        }
        return limits;
    }
}
