package mezzotint.manager.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mezzotint.manager.installed.Target;
import mezzotint.manager.plan.Draft;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleException;

/** Makes changes whole or not at all, whatever happens to the process meanwhile. */
public final class ChangeExecutor {

    private final Transaction transaction;
    private final WriteAhead writeAhead;
    private final ChangeRecords records;
    private final RevocationRecheck recheck;

    public ChangeExecutor(Transaction transaction, WriteAhead writeAhead, ChangeRecords records, RevocationRecheck recheck) {
        this.transaction = transaction;
        this.writeAhead = writeAhead;
        this.records = records;
        this.recheck = recheck;
    }

    /**
     * Makes a change that nobody is in the way of.
     *
     * @throws Problem if it cannot be made; everything is as it was then
     */
    public void make(String id, Draft draft) {
        records.keepJars(draft);
        if (draft.plan().restart()) {
            writeAhead.postpone(draft.by(), draft.targets(), draft.delicate());
            return;
        }
        List<Target> before = transaction.snapshot(draft.targets());
        writeAhead.begin(new WriteAhead.Intent(id, draft.by(), before));
        ChangeProgress progress = ChangeProgress.begin();
        boolean cutOff = false;
        try {
            transaction.apply(draft.targets(), progress);
            progress.check();
            records.record(draft.targets());
            records.endOverrides(draft.targets());
        } catch (BundleException | RuntimeException e) {
            cutOff = Thread.currentThread().isInterrupted();
            if (cutOff) {
                throw new Problem(Problem.Kind.CONFLICT, "the manager is being stopped", "ask for it again: it is taken back at the next start", e);
            }
            throw failed(e, restore(draft.by(), before, draft.targets(), progress, e));
        } finally {
            if (!cutOff) {
                writeAhead.end();
                records.tidy();
            }
        }
    }

    /** @param late names of bundles that are not as they were before */
    private static Problem failed(Exception e, Set<String> late) {
        return e instanceof Problem problem ? problem : new Problem(Problem.Kind.CONFLICT, reason(e),
                "see the log, and ask the author of the plugin; everything is as it was before" + (late.isEmpty() ? ""
                        : ", but for " + String.join(" and ", late) + ", for which the workbench has to be restarted"), e);
    }

    private static String reason(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean said = root == e || String.valueOf(e.getMessage()).contains(String.valueOf(root.getMessage()));
        return said ? e.getMessage() : e.getMessage() + " (" + root + ")";
    }

    /**
     * Goes back from where a change has come to.
     *
     * @param after what was to be
     * @return names of bundles that hang or are connected to what hangs: those among the targets go back at the next start
     * @throws Problem if something else cannot be put back; all the rest is
     */
    Set<String> restore(String by, List<Target> before, List<Target> after, ChangeProgress progress, Exception why) {
        List<Target> targets = recheck.withoutRevoked(before.stream().map(progress::back).toList(), new ArrayList<>());
        ChangeProgress back = progress.back();
        transaction.apply(targets.stream().flatMap(transaction::possible).toList(), back);
        List<Target> late = targets.stream().filter(transaction::isLate).toList();
        if (!late.isEmpty()) {
            writeAhead.postpone(by, late, hashes(late));
        }
        Set<String> names = new TreeSet<>(names(late));
        records.record(before.stream().filter(t -> !names.contains(t.name()) || !progress.hasReplaced(t)).toList());
        records.record(after.stream().filter(t -> names.contains(t.name()) && progress.hasReplaced(t)).toList());
        names.addAll(transaction.hung(back));
        if (!back.failures().isEmpty()) {
            throw new Problem(Problem.Kind.INTERNAL, "the change failed (" + why.getMessage() + "), and not all that was there before could be put back: "
                    + String.join("; ", back.failures()), "restart the workbench", why);
        }
        return names;
    }

    /** What was here before needs nobody's consent. */
    private static Set<String> hashes(List<Target> targets) {
        return targets.stream().map(Target::jar).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static List<String> names(List<Target> targets) {
        return targets.stream().map(Target::name).toList();
    }
}
