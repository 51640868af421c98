package mezzotint.manager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes changes whole or not at all, whatever happens to the process meanwhile. */
final class Works {

    private final Logger logger = LoggerFactory.getLogger(Works.class);
    private final Transaction transaction;
    private final Intents intents;
    private final Sources sources;
    private final Supplier<Set<String>> kept;

    /** @param kept hashes of jars that ways back are left to */
    Works(Transaction transaction, Intents intents, Sources sources, Supplier<Set<String>> kept) {
        this.transaction = transaction;
        this.intents = intents;
        this.sources = sources;
        this.kept = kept;
    }

    /**
     * Makes a change that nobody is in the way of.
     *
     * @throws Problem if it cannot be made; everything is as it was then
     */
    void make(String id, Draft draft) {
        draft.jars().forEach(transaction.store()::keep);
        if (draft.plan().restart()) {
            intents.postpone(draft.by(), draft.targets());
            return;
        }
        List<Target> before = transaction.snapshot(draft.targets());
        intents.begin(new Intents.Intent(id, draft.by(), before));
        Progress progress = Progress.begin();
        boolean cutOff = false;
        try {
            transaction.apply(draft.targets(), progress);
            progress.check();
            record(draft.targets());
            transaction.aside().forget(draft.targets().stream().filter(Target::changesJar).map(Target::name).toList());
        } catch (BundleException | RuntimeException e) {
            cutOff = Thread.currentThread().isInterrupted();
            if (cutOff) {
                throw new Problem(Problem.Kind.CONFLICT, "the manager is being stopped", "ask for it again: it is taken back at the next start", e);
            }
            throw failed(e, restore(draft.by(), before, draft.targets(), progress, e));
        } finally {
            if (!cutOff) {
                intents.end();
                tidy();
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
    private Set<String> restore(String by, List<Target> before, List<Target> after, Progress progress, Exception why) {
        List<Target> targets = before.stream().map(progress::back).toList();
        Progress back = progress.back();
        transaction.apply(targets.stream().flatMap(transaction::possible).toList(), back);
        List<Target> late = targets.stream().filter(transaction::isLate).toList();
        if (!late.isEmpty()) {
            intents.postpone(by, late);
        }
        Set<String> names = new TreeSet<>(names(late));
        record(before.stream().filter(t -> !names.contains(t.name()) || !progress.hasReplaced(t)).toList());
        record(after.stream().filter(t -> names.contains(t.name()) && progress.hasReplaced(t)).toList());
        names.addAll(transaction.hung(back));
        if (!back.failures().isEmpty()) {
            throw new Problem(Problem.Kind.INTERNAL, "the change failed (" + why.getMessage() + "), and not all that was there before could be put back: "
                    + String.join("; ", back.failures()), "restart the workbench", why);
        }
        return names;
    }

    private void record(List<Target> targets) {
        Map<String, Optional<Ledger.Entry>> entries = new LinkedHashMap<>();
        targets.forEach(t -> entries.put(t.name(), t.ledger()));
        transaction.ledger().record(entries);
        transaction.choices().keep(transaction.inventory(), sources);
    }

    /** Deletes the jars that nothing can need any more. */
    private void tidy() {
        var needed = new TreeSet<>(intents.jars());
        transaction.ledger().entries().values().forEach(e -> needed.add(e.sha256()));
        needed.addAll(kept.get());
        transaction.store().retain(needed);
    }

    /**
     * At the start, before plugins run: takes back what was cut off, does what was put off, brings
     * back what was lost with the framework's cache, and puts the distribution's versions in place
     * for safe mode, or those that users chose after it.
     *
     * @return what was done, in sentences for the audit
     */
    List<String> resume() {
        var done = new ArrayList<String>();
        intents.begun().ifPresent(intent -> {
            resume(intent.before(), "the change of " + names(intent.before()) + " was cut off and is taken back", done);
            intents.end();
        });
        List<Target> postponed = List.copyOf(intents.targets().values());
        if (!postponed.isEmpty()) {
            resume(postponed, "the change of " + names(postponed) + " was put off until now and is made", done);
            intents.forgetPostponed();
        }
        List<Target> lost = transaction.lost();
        if (!lost.isEmpty()) {
            resume(lost, "the framework's cache has lost " + names(lost) + ", which is installed again", done);
        }
        changeSides(done);
        keepChoices();
        if (!done.isEmpty()) {
            tidy();
        }
        return done;
    }

    /** Somebody may have used the framework's own console, or a version of the workbench that kept them in the cache alone. */
    private void keepChoices() {
        try {
            transaction.choices().keep(transaction.inventory(), sources);
        } catch (Problem e) {
            logger.warn("what is switched off is not kept: {}", e.getMessage()); // the workbench starts all the same
        }
    }

    private void changeSides(List<String> done) {
        Aside aside = transaction.aside();
        List<Target> targets = aside.targets(transaction.inventory(), transaction.ledger(), sources);
        if (!targets.isEmpty()) {
            String what = aside.isSafe() ? "safe mode runs the distribution's version of " : "safe mode is over for ";
            resume(targets, what + String.join(" and ", names(targets)), done);
        }
        aside.settle();
    }

    private void resume(List<Target> targets, String what, List<String> done) {
        List<Target> before = transaction.snapshot(targets);
        Progress progress = Progress.begin();
        try {
            transaction.apply(targets, progress);
            progress.check();
            record(targets);
            done.add(what);
        } catch (BundleException | RuntimeException e) {
            logger.warn("{}, which fails: {}", what, e.getMessage());
            done.add(what + ", which fails: " + e.getMessage());
            try {
                restore("the workbench", before, targets, progress, e);
            } catch (Problem problem) {
                done.add(problem.getMessage()); // the workbench starts all the same
            }
        }
    }

    private static List<String> names(List<Target> targets) {
        return targets.stream().map(Target::name).sorted().toList();
    }
}
