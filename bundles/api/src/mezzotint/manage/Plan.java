package mezzotint.manage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.trust.Trust;
import mezzotint.trust.Use;

/**
 * What would be done to meet a wish: everything, or nothing.
 *
 * @param id names the plan for an hour
 * @param steps in the order in which a person reads them; empty if all is as it is wanted
 * @param consent whether a person must agree before it is carried out
 * @param warnings sentences about what will be different besides
 */
public record Plan(String id, List<Step> steps, boolean consent, List<String> warnings) {

    /** What is done to a bundle. */
    public enum Action { INSTALL, UPDATE, DOWNGRADE, START, STOP, REMOVE, SET }

    /**
     * One bundle's part.
     *
     * @param version the one that is there afterwards; of a removed bundle the one that goes
     * @param before the version that is there now; empty if there is none
     * @param verdict on the jar that comes in; empty if none does
     * @param why {@code wanted}, {@code needed by X} or {@code needed by nobody any more}
     * @param restart whether it takes effect at the next start only
     * @param settings names of those that become others, if that is what is done
     */
    public record Step(Action action, String name, String version, String before, Optional<Origin> origin,
            Optional<Trust.Verdict> verdict, String why, boolean restart, List<String> settings) {

        public Step {
            settings = List.copyOf(settings);
        }

        /** A step that sets nothing. */
        public Step(Action action, String name, String version, String before, Optional<Origin> origin, Optional<Trust.Verdict> verdict, String why,
                boolean restart) {
            this(action, name, version, before, origin, verdict, why, restart, List.of());
        }

        /** The step in a sentence. */
        public String words() {
            String what = switch (action) {
                case INSTALL -> "installs " + name + " " + version;
                case UPDATE -> before.equals(version) ? "replaces " + name + " " + version : "updates " + name + " from " + before + " to " + version;
                case DOWNGRADE -> "takes " + name + " back from " + before + " to " + version;
                case START -> "switches " + name + " on";
                case STOP -> "switches " + name + " off";
                case REMOVE -> "removes " + name + " " + version;
                case SET -> "sets " + String.join(" and ", settings) + " of " + name;
            };
            return what + origin.map(o -> " " + o.words()).orElse("")
                    + (why.equals(WANTED) ? "" : ", " + why)
                    + verdict.map(Step::words).orElse("")
                    + (restart ? "; takes effect at the next start" : "");
        }

        private static String words(Trust.Verdict verdict) {
            String name = verdict.publisher().map(p -> p.name().isEmpty() ? p.key() : p.name()).orElse("");
            String signed = switch (verdict.standing()) {
                case BUNDLED -> "; came with the workbench";
                case TRUSTED -> "; vouched for by " + name;
                case UNKNOWN_PUBLISHER -> "; signed by " + name + ", whom nobody here trusts";
                case UNSIGNED -> "; signed by nobody";
            };
            Set<Use> hidden = verdict.undeclared();
            return signed
                    + (verdict.declared().isEmpty() ? "" : "; asks for " + uses(verdict.declared()))
                    + (hidden.isEmpty() ? "" : "; refers to " + uses(hidden) + " without saying so");
        }

        private static String uses(Set<Use> uses) {
            return uses.stream().sorted().map(Use::words).collect(Collectors.joining(" and "));
        }
    }

    /** Why a step is there that the user asked for. */
    public static final String WANTED = "wanted";

    public Plan {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** Whether part of it takes effect at the next start only. */
    public boolean restart() {
        return steps.stream().anyMatch(Step::restart);
    }

    /** The plan in sentences for a person. */
    public List<String> words() {
        var words = new ArrayList<String>();
        steps.forEach(s -> words.add(sentence(s.words())));
        warnings.forEach(w -> words.add(sentence(w)));
        if (steps.isEmpty()) {
            words.add("Nothing changes.");
        }
        return words;
    }

    private static String sentence(String clause) {
        return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
    }
}
