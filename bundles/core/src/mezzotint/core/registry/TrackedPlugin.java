package mezzotint.core.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mezzotint.core.guard.FaultBook;
import mezzotint.core.guard.Guard;
import mezzotint.core.guard.HookTrace;
import mezzotint.core.guard.Supervisor;
import mezzotint.core.guard.Suspect;
import mezzotint.fault.Fault;
import mezzotint.plugin.Alias;
import mezzotint.plugin.Names;
import mezzotint.plugin.None;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Plugins.Entry;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.LoggerFactory;

/** A running plugin and the number of its users. The registry guards it. */
public final class TrackedPlugin {

    static final int NO_MATCH = 3;
    /** Property in which Declarative Services say which class a service is of. */
    private static final String COMPONENT_NAME = "component.name";

    private final ServiceReference<?> reference;
    private final Bundle bundle;
    private final BundleContext context;
    private final FaultBook book;
    /** Names of the interfaces it is offered under. */
    private final Set<String> types;
    /** Its id, its label and its aliases as names are compared. */
    private final List<String> keys;
    private final Object opening = new Object();
    private volatile Object hook;
    private Problem hangs;
    private final Entry described;
    private final Object describing = new Object();
    private volatile Entry entry;
    private final List<Plugins.User> users = new ArrayList<>();

    TrackedPlugin(ServiceReference<?> reference, BundleContext context, FaultBook book) {
        this.reference = reference;
        this.bundle = reference.getBundle();
        this.context = context;
        this.book = book;
        this.types = Set.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
        this.keys = Stream.concat(Stream.of(text("mezzotint.id"), text("mezzotint.label")), aliases().stream().map(a -> Alias.of(a).name()))
                .map(Names::key).toList();
        this.described = with(None.class);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    ServiceReference<Object> reference() {
        return (ServiceReference) reference;
    }

    public long bundle() {
        return bundle.getBundleId();
    }

    boolean is(Class<?> type) {
        return types.contains(type.getName());
    }

    List<Plugins.User> users() {
        return users;
    }

    void take(Plugins.User user) {
        users.add(user);
    }

    public void release(Plugins.User user) {
        users.remove(user);
    }

    /**
     * The hook behind its guard, made at the first use and kept, so that what was built with it can be told by identity. Not to be called
     * while the registry is locked: a plugin's constructor may take its time.
     *
     * @throws Problem of kind {@code INTERNAL} if it cannot be made
     */
    public Object hook() {
        synchronized (opening) {
            if (hangs != null) {
                throw hangs;
            }
            if (hook == null) {
                hook = Guard.before(make(), suspect(), book);
            }
            return hook;
        }
    }

    private Object make() {
        double limit = book.limits().start();
        HookTrace trace = HookTrace.current();
        try {
            Object made = book.supervisor().within(limit, suspect(), () -> context.getService(reference));
            if (made == null) {
                throw book.blame(trace, suspect(), Fault.Kind.NOTHING, "cannot be made: its constructor failed, as the log says", null);
            }
            return made;
        } catch (Supervisor.Stalled e) {
            hangs = book.stalled(trace, suspect(), limit, true);
            throw hangs;
        } catch (ExecutionException e) {
            throw book.blame(trace, suspect(), Fault.Kind.THREW, "cannot be made: " + e.getCause(), e.getCause());
        }
    }

    public void leave(Consumer<Object> farewell) {
        if (hook != null) {
            farewell.accept(hook);
            context.ungetService(reference);
        }
    }

    /** Whether its bundle did not come with the workbench. */
    boolean isAdded() {
        return !bundle.getLocation().matches("reference:.*/plugins/[^/]+\\.jar");
    }

    String bundleName() {
        return bundle.getSymbolicName();
    }

    private Suspect suspect() {
        return new Suspect(Suspect.hookWords(type()), text("mezzotint.id"), text("mezzotint.label"), bundleName(), bundle.getVersion().toString());
    }

    /** Simple name of the hook's interface. */
    private String type() {
        String type = ((String[]) reference.getProperty(Constants.OBJECTCLASS))[0];
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** 0 if the key is the id, 1 the label, 2 an alias. */
    int match(String key) {
        int place = keys.indexOf(key);
        return place < 0 ? NO_MATCH : Math.min(place, NO_MATCH - 1);
    }

    /** Without its parameters, for which code of the plugin must be run. */
    Entry described() {
        return described;
    }

    /** Not to be called while the registry is locked: the constructor of a plugin's parameters may take its time. */
    public Entry entry() {
        if (entry == null) {
            synchronized (describing) {
                entry = entry != null ? entry : with(parameters());
            }
        }
        return entry;
    }

    private Entry with(Class<? extends Record> params) {
        return new Entry(type().toLowerCase(Locale.ROOT), text("mezzotint.id"), text("mezzotint.label"), aliases(), text("mezzotint.source"),
                bundle.getSymbolicName(), bundle.getVersion().toString(), params, true);
    }

    /** By the class that the component is declared with, which is not run: a list must not wait for a plugin's constructor. */
    private Class<? extends Record> parameters() {
        try {
            Class<? extends Record> type = hook == null && component() != null ? Parameters.typeOf(component()) : Parameters.type(hook());
            book.supervisor().within(book.limits().start(), suspect(), () -> Parameters.defaults(type));
            return type;
        } catch (Supervisor.Stalled e) {
            book.stalled(HookTrace.current(), suspect(), book.limits().start(), e.leaked());
            return None.class;
        } catch (ExecutionException e) {
            return unread(e.getCause());
        } catch (CancellationException e) {
            throw e; // says nothing of the plugin
        } catch (LinkageError | RuntimeException e) {
            return unread(e);
        }
    }

    private Class<None> unread(Throwable why) {
        LoggerFactory.getLogger(TrackedPlugin.class).warn("the parameters of {} cannot be read: {}", suspect().key(), why.toString());
        return None.class;
    }

    /** The class of the component; null for a service that is none, or that has a name of its own. */
    private Class<?> component() {
        try {
            return reference.getProperty(COMPONENT_NAME) instanceof String name ? bundle.loadClass(name) : null;
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private List<String> aliases() {
        return reference.getProperty("mezzotint.aliases") instanceof String[] a ? Arrays.asList(a) : List.of();
    }

    private String text(String property) {
        return reference.getProperty(property) instanceof String s ? s : "";
    }
}
