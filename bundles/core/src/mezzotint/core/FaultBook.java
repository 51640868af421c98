package mezzotint.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mezzotint.fault.Fault;
import mezzotint.fault.Faults;
import mezzotint.fault.HookTime;
import mezzotint.fault.LeftThread;
import mezzotint.fault.Limits;
import mezzotint.fault.Quarantine;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Param;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blames plugins, and puts those into quarantine that do wrong again and again. */
@Component(service = {Faults.class, FaultBook.class})
public final class FaultBook implements Faults {

    private static final int MEMORY = 500;
    /** Topic of events: a fault, or a quarantine that begins or ends. */
    private static final String NEWS = "mezzotint/faults";
    private static final String PREFIX = "mezzotint.limits.";

    private final BundleContext context;
    private final QuarantineList quarantines;
    private final LeftThreads left = new LeftThreads();
    private final Supervisor supervisor = new Supervisor(left);
    private final HookClock clock = new HookClock();
    private final Deque<Fault> faults = new ArrayDeque<>();
    /** Whether each of the last jobs that a bundle had a part in saw a fault of it. */
    private final Map<String, Deque<Boolean>> outcomes = new HashMap<>();
    private final SynchronousBundleListener updates = this::changed;
    private final Logger logger = LoggerFactory.getLogger(FaultBook.class);
    private volatile Audit audit;
    /** Tells those who show faults that there is news. */
    private volatile EventAdmin events;
    private volatile Limits limits = new Limits();
    private volatile long limitsRead = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

    @Activate
    public FaultBook(BundleContext context) {
        this.context = context;
        this.quarantines = new QuarantineList(context);
        context.addBundleListener(updates);
    }

    @Deactivate
    void close() {
        context.removeBundleListener(updates);
        supervisor.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAudit(Audit service) {
        audit = service;
    }

    void unsetAudit(Audit service) {
        audit = audit == service ? null : audit;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setEvents(EventAdmin service) {
        events = service;
    }

    void unsetEvents(EventAdmin service) {
        events = events == service ? null : events;
    }

    private void announce() {
        Optional.ofNullable(events).ifPresent(admin -> admin.postEvent(new Event(NEWS, Map.of())));
    }

    Supervisor supervisor() {
        return supervisor;
    }

    /** Another one, whose threads are counted with those of the first. */
    Supervisor newSupervisor() {
        return new Supervisor(left);
    }

    /** What an administrator allows; looked up again every second. */
    Limits limits() {
        if (System.nanoTime() - limitsRead > TimeUnit.SECONDS.toNanos(1)) {
            limitsRead = System.nanoTime();
            var set = new HashMap<String, Object>();
            for (var part : Limits.class.getRecordComponents()) {
                Optional.ofNullable(context.getProperty(PREFIX + part.getName())).ifPresent(value -> set.put(part.getName(), Double.valueOf(value)));
            }
            try {
                limits = Parameters.read(Limits.class, set);
            } catch (Problem e) {
                logger.warn("{}{}; {}", PREFIX, e.getMessage(), e.advice());
            }
        }
        return limits;
    }

    /** Notes a fault; the answer says who is to blame. */
    Problem blame(Run run, Suspect who, Fault.Kind kind, String did, Throwable cause) {
        Fault fault = who.fault(kind, did);
        run.add(fault);
        if (!run.trial()) {
            add(fault);
        }
        logger.debug("a plugin failed", cause);
        return fault.problem(cause);
    }

    Problem stalled(Run run, Suspect who, double limit, boolean leaked) {
        Problem problem = blame(run, who, Fault.Kind.STALLED, "took longer than " + Param.Text.of(limit) + " s", null);
        if (leaked) {
            quarantine(who, "it came to a standstill and could not be stopped: " + problem.getMessage(), leak(who));
        }
        return problem;
    }

    private static String leak(Suspect who) {
        return "a thread and the class loader of " + who.bundle() + " " + who.version() + " stay in memory until the restart";
    }

    private synchronized void add(Fault fault) {
        logger.warn(fault.words());
        faults.addFirst(fault);
        if (faults.size() > MEMORY) {
            faults.removeLast();
        }
        announce();
    }

    /** What a bundle did at the start of the workbench, before anybody could ask. */
    void atStart(Suspect who, Fault.Kind kind, String did) {
        add(who.fault(kind, did));
        if (kind != Fault.Kind.THREW) {
            quarantine(who, "it " + did, kind == Fault.Kind.STALLED ? leak(who) : "");
        }
    }

    /** A bundle came to a standstill while it was being stopped: that keeps nobody from using it after the next start. */
    void atStop(Suspect who, String did) {
        add(who.fault(Fault.Kind.STALLED, did + "; " + leak(who)));
    }

    /** @param bundles those that had a part in a picture; empty if none was made: then only faults are noted */
    synchronized void ended(Run run, Set<String> bundles) {
        if (!bundles.isEmpty()) {
            clock.add(run.spent());
        }
        if (run.trial()) {
            return;
        }
        Map<String, Fault> faulty = new HashMap<>();
        run.faults().stream().filter(FaultBook::counts).forEach(f -> faulty.put(f.bundle(), f));
        bundles.stream().filter(b -> !faulty.containsKey(b)).forEach(b -> outcome(b, false));
        faulty.values().forEach(fault -> {
            long bad = outcome(fault.bundle(), true);
            if (bad >= limits().faults()) {
                quarantine(new Suspect(fault.hook(), fault.plugin(), fault.label(), fault.bundle(), fault.version()),
                        bad + " of its last " + outcomes.get(fault.bundle()).size() + " jobs went wrong by it; the last time " + fault.words(), "");
            }
        });
    }

    /** NaN out of an engine may have been in the model. */
    private static boolean counts(Fault fault) {
        return !fault.hook().equals("backend") || fault.kind() != Fault.Kind.NUMBER;
    }

    private long outcome(String bundle, boolean bad) {
        Deque<Boolean> last = outcomes.computeIfAbsent(bundle, b -> new ArrayDeque<>());
        last.addLast(bad);
        while (last.size() > limits().jobs()) {
            last.removeFirst();
        }
        return last.stream().filter(b -> b).count();
    }

    private void quarantine(Suspect who, String reason, String leak) {
        if (quarantines.add(who, reason, leak)) {
            logger.warn("{} {} is in quarantine: {}", who.bundle(), who.version(), reason);
            announce();
        }
    }

    Optional<Quarantine> quarantine(String bundle) {
        return quarantines.of(bundle);
    }

    private void changed(BundleEvent event) {
        if (event.getType() == BundleEvent.UPDATED || event.getType() == BundleEvent.UNINSTALLED) {
            forget(event.getBundle().getSymbolicName());
        }
    }

    private synchronized boolean forget(String bundle) {
        outcomes.remove(bundle);
        boolean released = quarantines.remove(bundle);
        if (released) {
            announce();
        }
        return released;
    }

    @Override
    public synchronized List<Fault> list() {
        return List.copyOf(faults);
    }

    @Override
    public List<Quarantine> quarantined() {
        return quarantines.all();
    }

    @Override
    public List<HookTime> times() {
        return clock.times();
    }

    @Override
    public List<LeftThread> leftThreads() {
        return left.list();
    }

    @Override
    public Record of(String bundle) {
        return new Record(quarantine(bundle), list().stream().filter(f -> f.bundle().equals(bundle)).toList(),
                times().stream().filter(t -> t.bundle().equals(bundle)).toList());
    }

    @Override
    public void release(String bundle, String by) {
        if (!forget(bundle)) {
            throw new Problem(Problem.Kind.MISSING, "no plugin bundle called " + bundle + " is in quarantine", "look at /api/faults");
        }
        logger.info("{} was released from quarantine by {}", bundle, by);
        Optional.ofNullable(audit).ifPresent(a -> a.record(by, "release", bundle, "", "it was in quarantine"));
        for (Bundle each : context.getBundles()) {
            if (bundle.equals(each.getSymbolicName()) && each.getState() != Bundle.ACTIVE
                    && each.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
                start(each);
            }
        }
    }

    /** Starts what was left out when the workbench started. */
    private void start(Bundle bundle) {
        var who = new Suspect("bundle", bundle.getSymbolicName(), bundle.getSymbolicName(), bundle.getSymbolicName(), bundle.getVersion().toString());
        try {
            supervisor.within(limits().start(), who, () -> {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
                return null;
            });
        } catch (Supervisor.Stalled e) {
            throw stalled(new Run(false), who, limits().start(), e.leaked());
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof BundleException b && b.getCause() != null ? b.getCause().toString() : e.getCause().getMessage();
            throw blame(new Run(false), who, Fault.Kind.THREW, "does not start: " + why, e.getCause());
        }
    }
}
