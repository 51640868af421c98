package mezzotint.manager;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mezzotint.fault.Faults;
import mezzotint.manage.Change;
import mezzotint.manage.Installed;
import mezzotint.manage.Installer;
import mezzotint.manage.Plan;
import mezzotint.manage.Profile;
import mezzotint.manage.Wish;
import mezzotint.manager.profile.ProfileFolder;
import mezzotint.manager.settings.Configurations;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import mezzotint.trust.Trust;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans and changes, one after another. */
@Component(immediate = true, service = {Installer.class, Outlook.class})
public final class BundleInstaller implements Installer, Outlook {

    private final Logger logger = LoggerFactory.getLogger(BundleInstaller.class);
    private final BundleContext context;
    private final Plugins plugins;
    private final Notes notes;
    private final Planner planner;
    private final Updates updates;
    private final Transaction transaction;
    private final Works works;
    private final Catalog catalog;
    private final Repair repair;
    private final RevocationCheck revoked;
    private final Drafts drafts = new Drafts(InstantSource.system());
    /** Changes of plugins and settings so far. */
    private final AtomicLong made = new AtomicLong();
    private final AutoCloseable revocations;
    private final AutoCloseable settings;
    private final Orders orders = new Orders();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mezzotint changes");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public BundleInstaller(BundleContext context, @Reference Plugins plugins, @Reference Sources sources, @Reference Trust trust, @Reference Audit audit,
            @Reference Faults faults, @Reference(target = "(mezzotint.role=start)") Consumer<Map<String, String>> reports, @Reference ConfigurationAdmin admin) {
        this.context = context;
        this.plugins = plugins;
        this.notes = new Notes(audit);
        Path home = Path.of(context.getProperty("mezzotint.home"));
        Path journal = home.resolve("journal/plugins");
        var ledger = new Ledger(home.resolve("conf/plugins.json"));
        var inventory = new Inventory(context, ledger);
        var store = new Store(journal.resolve("jars"));
        var intents = new Intents(journal);
        var gate = new Gate(trust, sources, store);
        var aside = new Aside(journal.resolve("aside.json"), Boolean.getBoolean("mezzotint.safe"));
        var fingerprints = new Fingerprints(ledger, aside);
        var starter = new Starter(context.getProperty(Starter.LIMIT), name -> faults.of(name).quarantine().isPresent(), reports);
        var configurations = new Configurations(context, admin, Inventory::isManaged, b -> aside.jar(b.getSymbolicName(), ledger, store));
        revoked = new RevocationCheck(trust, inventory, ledger, aside, fingerprints);
        planner = new Planner(inventory, ledger, starter, sources, gate, new Placing(sources), new Recovery(store, sources, gate), fingerprints,
                configurations, revoked, new Succession(inventory, ledger, trust), new PluginIds(inventory));
        updates = new Updates(inventory, sources);
        transaction = new Transaction(inventory, store, ledger, starter, aside, configurations, new Choices(home.resolve("conf/choices.json")));
        works = new Works(transaction, intents, sources, new ProfileFolder(home.resolve("conf/profiles"))::jars, new Readmission(gate, store, ledger, revoked));
        catalog = new Catalog(inventory, ledger, starter, aside, fingerprints, sources, gate, intents, configurations);
        repair = new Repair(inventory, ledger, store, intents, sources, gate, new ProfileFolder(home.resolve("conf/profiles")), starter);
        repair.run(false).forEach(words -> notes.repaired("the workbench", words));
        works.resume().forEach(notes::resumed);
        settings = configurations.listen(made::incrementAndGet);
        revocations = trust.listen(revocation -> switchOffRevoked());
        switchOffRevoked(); // what was revoked meanwhile, or could not be switched off at once
    }

    @Deactivate
    void close() throws Exception {
        revocations.close();
        settings.close();
        worker.shutdownNow();
        orders.abandon();
    }

    /** What was let in before it was revoked does not go on. One plugin that cannot be switched off keeps no other on. */
    private void switchOffRevoked() {
        revoked.running().forEach((name, revocation) -> {
            String by = "the revocation of " + revocation.what();
            Wish wish = revoked.without(name);
            try {
                if (!orders.isForced(wish)) {
                    begin(new Order(planner.plan(wish, by, epoch()), context, this::tell, true), true);
                }
            } catch (Problem e) {
                notes.refused(wish, by, e);
            }
        });
    }

    @Override
    public List<String> repair(String by) {
        try {
            return worker.submit(() -> {
                List<String> done = repair.run(true);
                done.forEach(words -> notes.repaired(by, words));
                made.incrementAndGet();
                return done;
            }).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the plugins cannot be mended: " + e.getMessage(), "see the log", e);
        }
    }

    private Epoch epoch() {
        return Epoch.of(made.get(), revoked.trust());
    }

    @Override
    public List<Installed> list() {
        return catalog.list();
    }

    @Override
    public Installed find(String name) {
        return catalog.find(name);
    }

    @Override
    public String note(String name) {
        return catalog.note(name);
    }

    @Override
    public List<Profile.Member> chosen() {
        return catalog.chosen();
    }

    @Override
    public Plan plan(Wish wish, String by) {
        try {
            return drafts.add(draft(wish, by)).plan();
        } catch (Problem e) {
            notes.refused(wish, by, e);
            throw e;
        }
    }

    private Draft draft(Wish wish, String by) {
        return updates.plan(wish, part -> planner.plan(part, by, epoch()));
    }

    @Override
    public List<Plan> plans() {
        return drafts.list().stream().map(Draft::plan).toList();
    }

    @Override
    public void dismiss(String plan, String by) {
        notes.dismissed(drafts.dismiss(plan), by);
    }

    @Override
    public boolean isDismissed(String plan) {
        return drafts.isDismissed(plan);
    }

    @Override
    public Change carryOut(String plan, String by, boolean agreed) {
        Draft draft = drafts.find(plan);
        if (draft.plan().consent() && !agreed) {
            throw new Problem(Problem.Kind.CONFLICT, "this needs somebody's consent: " + String.join(" ", draft.plan().words()),
                    "read the plan " + plan + " and agree to it");
        }
        drafts.take(plan);
        return begin(new Order(draft.askedBy(by), context, this::tell, false), agreed);
    }

    private Change begin(Order order, boolean agreed) {
        orders.add(order);
        tell(order);
        try {
            worker.execute(() -> carryOut(order, agreed));
        } catch (RejectedExecutionException e) {
            order.ends(Change.State.CANCELLED, null);
            throw new Problem(Problem.Kind.CONFLICT, "the manager is being stopped", "try again in a moment", e);
        }
        return order;
    }

    private void carryOut(Order order, boolean agreed) {
        if (order.ended()) {
            return;
        }
        try {
            do {
                order.replan(order.draft().epoch().equals(epoch()) ? order.draft() : again(order.draft(), agreed));
            } while (!make(order));
            notes.done(order.draft());
            order.ends(Change.State.DONE, null);
        } catch (CancellationException e) {
            order.ends(Change.State.CANCELLED, null);
        } catch (Problem e) {
            notes.failed(order.draft(), e);
            order.ends(Change.State.FAILED, e);
        } catch (InterruptedException e) {
            order.ends(Change.State.CANCELLED, null);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // whoever waits for it must not wait for ever
            logger.warn("a change failed", e);
            order.ends(Change.State.FAILED, new Problem(Problem.Kind.INTERNAL, "the manager failed: " + e, "see the log", e));
        } finally {
            made.incrementAndGet();
        }
        if (!order.isForced()) {
            switchOffRevoked(); // it may have come in while it was being revoked
        }
    }

    /** Other changes came before: what was agreed to may have another meaning now. */
    private Draft again(Draft old, boolean agreed) {
        Draft now = draft(old.wish(), old.by());
        if (now.plan().consent() && !(agreed && old.delicate().containsAll(now.delicate()))) {
            throw new Problem(Problem.Kind.CONFLICT, "the plugins have changed, and what is wanted now needs another consent: " + String.join(" ", now.plan().words()),
                    "plan it again");
        }
        return now;
    }

    /** @return false if something changed while it waited, so that it is to be planned anew */
    private boolean make(Order order) throws InterruptedException {
        Draft draft = order.draft();
        Map<Long, Boolean> touched = draft.plan().restart() ? Map.of() : transaction.touched(draft.targets());
        try (Plugins.Drain drain = plugins.drain(touched)) {
            if (!order.awaits(drain, List.copyOf(touched.keySet()))) {
                throw new CancellationException();
            }
            drain.await();
            if (!draft.epoch().equals(epoch())) {
                return false;
            }
            if (!order.runs()) {
                throw new CancellationException();
            }
            works.make(order.id(), draft);
            return true;
        }
    }

    @Override
    public List<Change> changes() {
        return orders.list();
    }

    @Override
    public Optional<Change> change(String id) {
        return orders.find(id);
    }

    @Override
    public AutoCloseable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(Change change) {
        listeners.forEach(l -> l.accept(change));
    }
}
