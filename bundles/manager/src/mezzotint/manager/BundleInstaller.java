package mezzotint.manager;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import mezzotint.fault.Faults;
import mezzotint.manage.Change;
import mezzotint.manage.Installed;
import mezzotint.manage.Installer;
import mezzotint.manage.Plan;
import mezzotint.manage.Profile;
import mezzotint.manage.Wish;
import mezzotint.manager.change.AuditNotes;
import mezzotint.manager.change.ChangeExecutor;
import mezzotint.manager.change.ChangeQueue;
import mezzotint.manager.change.ChangeRecords;
import mezzotint.manager.change.QueuedChange;
import mezzotint.manager.change.Repair;
import mezzotint.manager.change.RevocationRecheck;
import mezzotint.manager.change.StartupChanges;
import mezzotint.manager.change.Transaction;
import mezzotint.manager.change.WriteAhead;
import mezzotint.manager.disk.JarStore;
import mezzotint.manager.installed.Fingerprints;
import mezzotint.manager.installed.InstallerState;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.installed.JarPlacement;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.installed.RevocationCheck;
import mezzotint.manager.installed.SafeModeOverrides;
import mezzotint.manager.installed.Starter;
import mezzotint.manager.installed.UserSwitches;
import mezzotint.manager.plan.Draft;
import mezzotint.manager.plan.Drafts;
import mezzotint.manager.plan.JarAdmission;
import mezzotint.manager.plan.JarSelection;
import mezzotint.manager.plan.Planner;
import mezzotint.manager.plan.PluginIds;
import mezzotint.manager.plan.PublisherCheck;
import mezzotint.manager.plan.Recovery;
import mezzotint.manager.plan.TrustSnapshot;
import mezzotint.manager.plan.Updates;
import mezzotint.manager.profile.ProfileFolder;
import mezzotint.manager.repository.RepositoryList;
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

/** Plans and changes, one after another. */
@Component(immediate = true, service = {Installer.class, InstallerState.class})
public final class BundleInstaller implements Installer, InstallerState, ChangeQueue.Planning {

    private final Trust trust;
    private final AuditNotes notes;
    private final Planner planner;
    private final Updates updates;
    private final ChangeQueue queue;
    private final InstalledList installed;
    private final Repair repair;
    private final RevocationCheck revoked;
    private final Drafts drafts = new Drafts(InstantSource.system());
    /** Changes of plugins and settings so far. */
    private final AtomicLong made = new AtomicLong();
    private final AutoCloseable revocations;
    private final AutoCloseable settings;

    @Activate
    public BundleInstaller(BundleContext context, @Reference Plugins plugins, @Reference RepositoryList repositories, @Reference Trust trust, @Reference Audit audit,
            @Reference Faults faults, @Reference(target = "(mezzotint.role=start)") Consumer<Map<String, String>> reports, @Reference ConfigurationAdmin admin) {
        this.trust = trust;
        this.notes = new AuditNotes(audit);
        Path home = Path.of(context.getProperty("mezzotint.home"));
        Path journal = home.resolve("journal/plugins");
        var profiles = new ProfileFolder(home.resolve("conf/profiles"));
        var ledger = new Ledger(home.resolve("conf/plugins.json"));
        var inventory = new Inventory(context, ledger);
        var store = new JarStore(journal.resolve("jars"));
        var writeAhead = new WriteAhead(journal);
        var admission = new JarAdmission(trust, repositories, store);
        var overrides = new SafeModeOverrides(journal.resolve("aside.json"), Boolean.getBoolean("mezzotint.safe"), inventory, ledger, repositories);
        var switches = new UserSwitches(home.resolve("conf/choices.json"), inventory, repositories);
        var fingerprints = new Fingerprints(ledger, overrides);
        var starter = new Starter(context.getProperty(Starter.LIMIT), name -> faults.of(name).quarantine().isPresent(), reports);
        var configurations = new Configurations(context, admin, Inventory::isManaged, b -> overrides.jar(b.getSymbolicName(), store));
        revoked = new RevocationCheck(trust, inventory, overrides, fingerprints);
        var selection = new JarSelection(inventory, ledger, fingerprints, repositories, admission, new Recovery(store, repositories, admission));
        planner = new Planner(selection, inventory, ledger, starter, new JarPlacement(repositories), configurations, revoked,
                new PublisherCheck(inventory, ledger, trust), new PluginIds(inventory));
        updates = new Updates(inventory, repositories);
        var transaction = new Transaction(inventory, store, ledger, starter, overrides, configurations);
        var records = new ChangeRecords(inventory, ledger, store, switches, overrides, writeAhead, profiles::jars);
        var recheck = new RevocationRecheck(admission, store, ledger, revoked);
        var executor = new ChangeExecutor(transaction, writeAhead, records, recheck);
        queue = new ChangeQueue(context, plugins, this, transaction, executor, notes, this::ended);
        installed = new InstalledList(inventory, ledger, starter, overrides, fingerprints, repositories, admission, writeAhead, configurations);
        repair = new Repair(inventory, ledger, store, writeAhead, repositories, admission, profiles, starter);
        repair.run(false).forEach(words -> notes.repaired("the workbench", words));
        new StartupChanges(executor, transaction, writeAhead, records, overrides, recheck).make().forEach(notes::resumed);
        settings = configurations.listen(made::incrementAndGet);
        revocations = trust.listen(revocation -> switchOffRevoked());
        switchOffRevoked(); // what was revoked meanwhile, or could not be switched off at once
    }

    @Deactivate
    void close() throws Exception {
        revocations.close();
        settings.close();
        queue.close();
    }

    /** What was let in before it was revoked does not go on. One plugin that cannot be switched off keeps no other on. */
    private void switchOffRevoked() {
        revoked.running().forEach((name, revocation) -> {
            String by = "the revocation of " + revocation.what();
            Wish wish = revoked.without(name);
            try {
                if (!queue.isForced(wish)) {
                    queue.add(planner.plan(wish, by, snapshot()), true, true);
                }
            } catch (Problem e) {
                notes.refused(wish, by, e);
            }
        });
    }

    @Override
    public List<String> repair(String by) {
        try {
            return queue.between(() -> {
                List<String> done = repair.run(true);
                done.forEach(words -> notes.repaired(by, words));
                made.incrementAndGet();
                return done;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the plugins cannot be mended: " + e.getMessage(), "see the log", e);
        }
    }

    private void ended(QueuedChange change) {
        made.incrementAndGet();
        if (!change.isForced()) {
            switchOffRevoked(); // it may have come in while it was being revoked
        }
    }

    @Override
    public TrustSnapshot snapshot() {
        return TrustSnapshot.of(made.get(), trust);
    }

    @Override
    public List<Installed> list() {
        return installed.list();
    }

    @Override
    public Installed find(String name) {
        return installed.find(name);
    }

    @Override
    public String note(String name) {
        return installed.note(name);
    }

    @Override
    public List<Profile.Member> chosen() {
        return installed.chosen();
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

    @Override
    public Draft draft(Wish wish, String by) {
        return updates.plan(wish, part -> planner.plan(part, by, snapshot()));
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
        return queue.add(draft.askedBy(by), agreed, false);
    }

    @Override
    public List<Change> changes() {
        return queue.list();
    }

    @Override
    public Optional<Change> change(String id) {
        return queue.find(id);
    }

    @Override
    public AutoCloseable listen(Consumer<Change> listener) {
        return queue.listen(listener);
    }
}
