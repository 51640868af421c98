package mezzotint.core.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import mezzotint.fault.Fault;
import mezzotint.fault.Faults;
import mezzotint.fault.HookTime;
import mezzotint.fault.LeftThread;
import mezzotint.fault.Limits;
import mezzotint.fault.Quarantine;
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

    private final BundleContext context;
    private final QuarantineList quarantines;
    private final LeftThreads left = new LeftThreads();
    private final Supervisor supervisor = new Supervisor(left);
    private final HookClock clock = new HookClock();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final FaultCounts counts = new FaultCounts();
    private final EssentialHooks essentials;
    private final RecentRequests origins = new RecentRequests();
    private final LimitSettings limits;
    private final SynchronousBundleListener updates = this::changed;
    private final Logger logger = LoggerFactory.getLogger(FaultBook.class);
    private volatile Audit audit;
    /** Tells those who show faults that there is news. */
    private volatile EventAdmin events;

    @Activate
    public FaultBook(BundleContext context) {
        this.context = context;
        this.quarantines = new QuarantineList(context);
        this.limits = new LimitSettings(context);
        this.essentials = new EssentialHooks(context);
        context.addBundleListener(updates);
    }

    @Deactivate
    public void close() {
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

    public Supervisor supervisor() {
        return supervisor;
    }

    public Limits limits() {
        return limits.get();
    }

    /** Of whose request the pictures were made that a call has to do with. */
    public RequestOrigin origin(Object[] args) {
        return origins.of(args);
    }

    /** Notes a fault; the answer says who is to blame. */
    public Problem blame(HookTrace trace, Suspect who, Fault.Kind kind, String did, Throwable cause) {
        return blame(trace, who, kind, did, cause, false);
    }

    /** @param reading whether it happened over a model's files: then it is noted once for these, and counts for nothing */
    public Problem blame(HookTrace trace, Suspect who, Fault.Kind kind, String did, Throwable cause, boolean reading) {
        Fault fault = who.fault(kind, did);
        boolean byModel = reading || who.isReader() || who.isEngine() && kind == Fault.Kind.NUMBER; // NaN out of an engine may have been in the model
        trace.add(fault, !byModel);
        if (!trace.trial() && (!byModel || counts.addModel(who.bundle(), trace.origin().model()))) {
            add(fault);
        }
        logger.debug("a plugin failed", cause);
        return fault.problem(cause);
    }

    public Problem stalled(HookTrace trace, Suspect who, double limit, boolean leaked) {
        Problem problem = blame(trace, who, Fault.Kind.STALLED, "took longer than " + Param.Text.of(limit) + " s", null);
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
            withhold(who, "it " + did, kind == Fault.Kind.STALLED ? leak(who) : "");
        }
    }

    /** A bundle came to a standstill while it was being stopped: that keeps nobody from using it after the next start. */
    void atStop(Suspect who, String did) {
        add(who.fault(Fault.Kind.STALLED, did + "; " + leak(who)));
    }

    /** @param bundles those that had a part in a picture; empty if none was made: then only faults are noted */
    public synchronized void ended(HookTrace trace, Set<String> bundles) {
        if (!bundles.isEmpty()) {
            clock.add(trace.spent());
        }
        if (!trace.counts()) {
            return;
        }
        origins.add(trace.origin());
        Map<String, Fault> faulty = new HashMap<>();
        trace.counted().forEach(f -> faulty.put(f.bundle(), f));
        Set<String> wrong = trace.faults().stream().map(Fault::bundle).collect(Collectors.toSet());
        bundles.stream().filter(b -> !wrong.contains(b)).forEach(b -> counts.addGood(b, trace.origin(), limits().jobs()));
        faulty.values().forEach(fault -> count(fault, trace.origin()));
    }

    private void count(Fault fault, RequestOrigin origin) {
        FaultCounts.Count count = counts.addBad(fault, origin, limits().jobs());
        if (count.faulty() < limits().faults()) {
            return;
        }
        String reason = count.faulty() + " of its last " + count.jobs() + " jobs went wrong by it; the last time " + fault.words();
        if (count.isShared()) {
            quarantine(Suspect.of(fault), reason, "");
        } else {
            spare(Suspect.of(fault), reason, "all of them were of " + origin.owner());
        }
    }

    /** But for one that no picture can do without: what one request brought about would be everybody's trouble. */
    private void quarantine(Suspect who, String reason, String leak) {
        Optional<String> need = essentials.needs(who.bundle(), bundle -> quarantine(bundle).isPresent())
                .or(() -> leak.isEmpty() ? Optional.empty() : essentials.ships(who.bundle()));
        if (need.isPresent()) {
            spare(who, reason, need.get());
        } else {
            withhold(who, reason, leak);
        }
    }

    private void withhold(Suspect who, String reason, String leak) {
        if (quarantines.add(who, reason, leak)) {
            logger.warn("{} {} is in quarantine: {}", who.bundle(), who.version(), reason);
            announce();
        }
    }

    private void spare(Suspect who, String reason, String need) {
        if (quarantines.spare(who, reason + "; it stays in use, since " + need)) {
            logger.warn("{} {} would be in quarantine: {}; it stays in use, since {}", who.bundle(), who.version(), reason, need);
            announce();
        }
    }

    public Optional<Quarantine> quarantine(String bundle) {
        return quarantines.of(bundle);
    }

    private void changed(BundleEvent event) {
        if (event.getType() == BundleEvent.UPDATED || event.getType() == BundleEvent.UNINSTALLED) {
            forget(event.getBundle().getSymbolicName());
        }
    }

    private synchronized boolean forget(String bundle) {
        counts.forget(bundle);
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
    public List<Quarantine> spared() {
        return quarantines.spared();
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
        var who = Suspect.bundle(bundle.getSymbolicName(), bundle.getVersion().toString());
        try {
            supervisor.within(limits().start(), who, () -> {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
                return null;
            });
        } catch (Supervisor.Stalled e) {
            throw stalled(new HookTrace(false), who, limits().start(), e.leaked());
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof BundleException b && b.getCause() != null ? b.getCause().toString() : e.getCause().getMessage();
            throw blame(new HookTrace(false), who, Fault.Kind.THREW, "does not start: " + why, e.getCause());
        }
    }
}
