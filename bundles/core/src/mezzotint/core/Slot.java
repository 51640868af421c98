package mezzotint.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import mezzotint.plugin.Alias;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Names;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins.Entry;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A running plugin and the number of its users. The registry guards it. */
final class Slot {

    static final int NO_MATCH = 3;

    private final ServiceReference<?> reference;
    private final BundleContext context;
    private Object hook;
    private Entry entry;
    private int users;

    Slot(ServiceReference<?> reference, BundleContext context) {
        this.reference = reference;
        this.context = context;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    ServiceReference<Object> reference() {
        return (ServiceReference) reference;
    }

    long bundle() {
        return reference.getBundle().getBundleId();
    }

    boolean is(Class<?> type) {
        return List.of((String[]) reference.getProperty(Constants.OBJECTCLASS)).contains(type.getName());
    }

    int users() {
        return users;
    }

    Object take() {
        Object taken = hook();
        users++;
        return taken;
    }

    void release() {
        users--;
    }

    /** Kept from the first use on, so that what was built with it can be told by identity. */
    private Object hook() {
        if (hook == null) {
            hook = context.getService(reference);
        }
        if (hook == null) {
            throw new IllegalStateException(text("mezzotint.label") + " could not be started; the log says why");
        }
        return hook;
    }

    void leave(Consumer<Object> farewell) {
        if (hook != null) {
            farewell.accept(hook);
            context.ungetService(reference);
        }
    }

    /** 0 if the key is the id, 1 the label, 2 an alias. */
    int match(String key) {
        if (Names.key(text("mezzotint.id")).equals(key)) {
            return 0;
        }
        return Names.key(text("mezzotint.label")).equals(key) ? 1
                : aliases().stream().anyMatch(a -> Names.key(Alias.of(a).name()).equals(key)) ? 2 : NO_MATCH;
    }

    Entry entry() {
        if (entry == null) {
            var bundle = reference.getBundle();
            String type = ((String[]) reference.getProperty(Constants.OBJECTCLASS))[0];
            entry = new Entry(type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), text("mezzotint.id"),
                    text("mezzotint.label"), aliases(), text("mezzotint.source"), bundle.getSymbolicName(),
                    bundle.getVersion().toString(), Parameters.type((Hook<?>) hook()), true);
        }
        return entry;
    }

    private List<String> aliases() {
        return reference.getProperty("mezzotint.aliases") instanceof String[] a ? Arrays.asList(a) : List.of();
    }

    private String text(String property) {
        return reference.getProperty(property) instanceof String s ? s : "";
    }

    /** A hook in words: {@code NoiseSource} is a noise source. */
    static String word(Class<?> hook) {
        return hook.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
