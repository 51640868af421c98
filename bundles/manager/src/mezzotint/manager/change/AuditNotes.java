package mezzotint.manager.change;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.manager.plan.Draft;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import org.slf4j.LoggerFactory;

/** What the manager writes into the audit log. Whatever becomes of that, what was done is done. */
public final class AuditNotes {

    private final Audit audit;

    public AuditNotes(Audit audit) {
        this.audit = audit;
    }

    public void resumed(String words) {
        note("the workbench", "resume", "plugins", "", words);
    }

    public void repaired(String by, String words) {
        LoggerFactory.getLogger(AuditNotes.class).warn("the plugins are mended: {}", words);
        note(by, "repair", "plugins", "", words);
    }

    public void refused(Wish wish, String by, Problem why) {
        note(by, "refuse", subject(wish), wish.parcels().stream().map(p -> p.origin().words()).findFirst().orElse(""), why.getMessage());
    }

    public void dismissed(Draft draft, String by) {
        note(by, "dismiss", subject(draft.wish()), "", String.join(" ", draft.plan().words()));
    }

    public void failed(Draft draft, Problem why) {
        note(draft.by(), "fail", subject(draft.wish()), "", why.getMessage());
    }

    public void done(Draft draft) {
        for (Plan.Step step : draft.plan().steps()) {
            note(draft.by(), step.action().name().toLowerCase(Locale.ROOT), step.name() + " " + step.version(),
                    step.origin().map(o -> o.words()).orElse(""), step.words());
        }
    }

    private static String subject(Wish wish) {
        var names = new ArrayList<String>();
        wish.parcels().forEach(p -> names.add(p.jar().length + " bytes"));
        wish.exact().forEach(e -> names.add(e.name() + " " + e.version()));
        wish.sought().forEach(s -> names.add((s.name() + " " + s.version()).strip()));
        Stream.of(wish.on(), wish.off(), wish.removed(), wish.settings().keySet()).flatMap(Set::stream).filter(n -> !names.contains(n)).forEach(names::add);
        return String.join(", ", names);
    }

    private void note(String by, String action, String subject, String origin, String detail) {
        try {
            audit.record(by, action, subject, origin, detail);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(AuditNotes.class).warn("the audit log lacks \"{} {}\" by {}: {}", action, subject, by, e.getMessage());
        }
    }
}
