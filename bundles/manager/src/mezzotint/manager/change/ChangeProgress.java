package mezzotint.manager.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mezzotint.manager.installed.Target;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** How far a change has come, and what failed, so that it can be taken back from there. */
final class ChangeProgress {

    /** Something to do to one bundle or target after the other. */
    interface Action<T> {

        void to(T each) throws BundleException;
    }

    private final boolean goesOn;
    private final Set<Bundle> dependents;
    private final Set<String> replaced = new HashSet<>();
    private final List<Exception> failures = new ArrayList<>();

    private ChangeProgress(boolean goesOn, Set<Bundle> dependents) {
        this.goesOn = goesOn;
        this.dependents = new LinkedHashSet<>(dependents);
    }

    /** The progress of a change, which ends with the first failure. */
    static ChangeProgress begin() {
        return new ChangeProgress(false, Set.of());
    }

    /** The progress of taking this change back, which goes on whatever fails. */
    ChangeProgress back() {
        return new ChangeProgress(true, dependents);
    }

    <T> void each(Collection<T> all, Action<T> action) {
        for (T each : all) {
            if (!goesOn && !failures.isEmpty()) {
                return;
            }
            try {
                action.to(each);
            } catch (BundleException | RuntimeException e) {
                failures.add(e);
            }
        }
    }

    /** Adds bundles that ran before, and that must run when the change is over. */
    void stops(Collection<Bundle> running) {
        dependents.addAll(running);
    }

    Set<Bundle> dependents() {
        return dependents;
    }

    /** Says that a bundle has another jar from now on, or is gone. */
    void replaces(Target target) {
        replaced.add(target.name());
    }

    boolean hasReplaced(Target target) {
        return replaced.contains(target.name());
    }

    /** What it takes to bring a bundle back to how it was: a jar that was not replaced need not be put back. */
    Target back(Target before) {
        return hasReplaced(before) || !before.present() ? before : before.keepingJar();
    }

    List<String> failures() {
        return failures.stream().map(Exception::getMessage).toList();
    }

    /** @throws BundleException if something went wrong */
    void check() throws BundleException {
        if (failures.isEmpty()) {
            return;
        }
        if (failures.get(0) instanceof RuntimeException e) {
            throw e;
        }
        throw (BundleException) failures.get(0);
    }
}
