package mezzotint.manager.change;

import java.util.ArrayList;
import java.util.List;
import mezzotint.manager.installed.SafeModeOverrides;
import mezzotint.manager.installed.Target;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes that the start of the workbench makes by itself, before plugins run. None of them keeps it from starting. */
public final class StartupChanges {

    private final Logger logger = LoggerFactory.getLogger(StartupChanges.class);
    private final ChangeExecutor executor;
    private final Transaction transaction;
    private final WriteAhead writeAhead;
    private final ChangeRecords records;
    private final SafeModeOverrides overrides;
    private final RevocationRecheck recheck;

    public StartupChanges(ChangeExecutor executor, Transaction transaction, WriteAhead writeAhead, ChangeRecords records, SafeModeOverrides overrides,
            RevocationRecheck recheck) {
        this.executor = executor;
        this.transaction = transaction;
        this.writeAhead = writeAhead;
        this.records = records;
        this.overrides = overrides;
        this.recheck = recheck;
    }

    /**
     * Takes back what was cut off, does what was put off, brings back what was lost with the framework's cache, and puts the
     * distribution's versions in place for safe mode, or those that users chose after it.
     *
     * @return what was done, in sentences for the audit
     */
    public List<String> make() {
        var done = new ArrayList<String>();
        writeAhead.begun().ifPresent(intent -> {
            make(intent.before(), "the change of " + names(intent.before()) + " was cut off and is taken back", done);
            writeAhead.end();
        });
        List<Target> postponed = recheck.admitted(writeAhead, done);
        if (!postponed.isEmpty()) {
            make(postponed, "the change of " + names(postponed) + " was put off until now and is made", done);
        }
        writeAhead.forgetPostponed();
        List<Target> lost = records.lost();
        if (!lost.isEmpty()) {
            make(lost, "the framework's cache has lost " + names(lost) + ", which is installed again", done);
        }
        enterOrLeaveSafeMode(done);
        recheck.revoked().forEach((target, words) -> make(List.of(target), words, done));
        records.keepSwitches();
        if (!done.isEmpty()) {
            records.tidy();
        }
        return done;
    }

    private void enterOrLeaveSafeMode(List<String> done) {
        List<Target> targets = overrides.targets();
        if (!targets.isEmpty()) {
            String what = overrides.isSafe() ? "safe mode runs the distribution's version of " : "safe mode is over for ";
            make(targets, what + String.join(" and ", names(targets)), done);
        }
        overrides.settle();
    }

    private void make(List<Target> wanted, String what, List<String> done) {
        List<Target> targets = recheck.withoutRevoked(wanted, done);
        List<Target> before = transaction.snapshot(targets);
        ChangeProgress progress = ChangeProgress.begin();
        try {
            transaction.apply(targets, progress);
            progress.check();
            records.record(targets);
            done.add(what);
        } catch (BundleException | RuntimeException e) {
            logger.warn("{}, which fails: {}", what, e.getMessage());
            done.add(what + ", which fails: " + e.getMessage());
            try {
                executor.restore("the workbench", before, targets, progress, e);
            } catch (Problem problem) {
                done.add(problem.getMessage());
            }
        }
    }

    private static List<String> names(List<Target> targets) {
        return targets.stream().map(Target::name).sorted().toList();
    }
}
