package mezzotint.manager.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mezzotint.fault.Faults;
import mezzotint.fault.HookTime;
import mezzotint.fault.Quarantine;
import mezzotint.libs.web.Json;
import mezzotint.manage.Change;
import mezzotint.manage.Installed;
import mezzotint.manage.Origin;
import mezzotint.manage.Plan;
import mezzotint.manage.Repositories.Offer;
import mezzotint.manage.Repositories.Repository;
import mezzotint.trust.Trust;

/** Plugins, plans, changes and repositories as the API shows them in JSON. */
final class ManagerViews {

    private ManagerViews() {}

    static Map<String, Object> of(Installed installed) {
        var view = new LinkedHashMap<String, Object>();
        view.put("name", installed.name());
        view.put("version", installed.version());
        view.put("sha256", installed.sha256());
        view.put("label", installed.label());
        view.put("description", installed.description());
        view.put("on", installed.on());
        view.put("switchedOn", installed.switchedOn());
        view.put("plugins", installed.plugins());
        view.put("bundled", installed.bundled());
        view.put("wanted", installed.wanted());
        view.put("origin", of(installed.origin()));
        installed.verdict().ifPresent(v -> view.put("verdict", of(v)));
        view.put("needs", installed.needs());
        view.put("neededBy", installed.neededBy());
        view.put("versions", installed.versions());
        installed.update().ifPresent(u -> view.put("update", u));
        view.put("restart", installed.restart());
        return view;
    }

    /**
     * With what its plugins did wrong since the start, and the seconds they took of the last picture.
     *
     * @param note on the next start; empty for none
     */
    static Map<String, Object> of(Installed installed, String note, Faults.Record record) {
        Map<String, Object> view = of(installed);
        if (!note.isEmpty()) {
            view.put("note", note);
        }
        record.quarantine().ifPresent(q -> view.put("quarantine", of(q)));
        view.put("faults", record.faults().size());
        view.put("seconds", record.times().stream().mapToDouble(HookTime::last).sum());
        return view;
    }

    private static Map<String, Object> of(Quarantine quarantine) {
        return Map.of("version", quarantine.version(), "since", quarantine.since().toString(), "reason", quarantine.reason(), "leak", quarantine.leak());
    }

    private static Map<String, Object> of(Origin origin) {
        return Map.of("kind", word(origin.kind()), "place", origin.place());
    }

    private static Map<String, Object> of(Trust.Verdict verdict) {
        var view = new LinkedHashMap<String, Object>();
        view.put("sha256", verdict.sha256());
        view.put("standing", word(verdict.standing()));
        verdict.publisher().ifPresent(p -> view.put("publisher", p));
        view.put("declared", verdict.declared().stream().map(Object::toString).sorted().toList());
        view.put("found", verdict.found().stream().map(Object::toString).sorted().toList());
        view.put("undeclared", verdict.undeclared().stream().map(Object::toString).sorted().toList());
        view.put("remarks", verdict.remarks());
        view.put("consent", verdict.consent());
        return view;
    }

    static Map<String, Object> of(Plan plan) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", plan.id());
        view.put("words", plan.words());
        view.put("consent", plan.consent());
        view.put("restart", plan.restart());
        view.put("steps", plan.steps().stream().map(ManagerViews::of).toList());
        view.put("warnings", plan.warnings());
        return view;
    }

    private static Map<String, Object> of(Plan.Step step) {
        var view = new LinkedHashMap<String, Object>();
        view.put("action", word(step.action()));
        view.put("name", step.name());
        view.put("version", step.version());
        view.put("before", step.before());
        step.origin().ifPresent(o -> view.put("origin", of(o)));
        step.verdict().ifPresent(v -> view.put("verdict", of(v)));
        view.put("why", step.why());
        view.put("restart", step.restart());
        if (!step.settings().isEmpty()) {
            view.put("settings", step.settings());
        }
        view.put("words", step.words());
        return view;
    }

    static Map<String, Object> of(Change change) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", change.id());
        view.put("state", word(change.state()));
        view.put("by", change.by());
        view.put("asked", change.asked().toString());
        view.put("waitsFor", change.waitsFor());
        change.problem().ifPresent(p -> view.put("problem", Json.problem(p)));
        view.put("plan", of(change.plan()));
        return view;
    }

    static Map<String, Object> of(Repository repository) {
        var view = new LinkedHashMap<String, Object>();
        view.put("name", repository.name());
        view.put("url", repository.index().toString());
        view.put("key", repository.key());
        view.put("bundled", repository.bundled());
        repository.signer().ifPresent(s -> view.put("signer", s));
        view.put("offers", repository.offers());
        repository.refreshed().ifPresent(r -> view.put("refreshed", r.toString()));
        repository.problem().ifPresent(p -> view.put("problem", p));
        return view;
    }

    /** @param installed what is here under that name */
    static Map<String, Object> of(Offer offer, Optional<Installed> installed) {
        var view = new LinkedHashMap<String, Object>();
        view.put("name", offer.name());
        view.put("version", offer.version());
        view.put("label", offer.label());
        view.put("description", offer.description());
        view.put("plugins", offer.plugins());
        view.put("repository", offer.repository());
        view.put("size", offer.size());
        view.put("sha256", offer.sha256());
        view.put("vouched", offer.vouched());
        installed.ifPresent(i -> view.put("installed", i.version()));
        return view;
    }

    static <T> List<Map<String, Object>> all(List<T> things, Function<T, Map<String, Object>> view) {
        return things.stream().map(view).toList();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
