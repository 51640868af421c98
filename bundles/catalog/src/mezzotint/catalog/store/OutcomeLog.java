package mezzotint.catalog.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import mezzotint.catalog.Outcome;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was shown for a need and what became of it, on this machine and if that is switched on. Nobody's name is in it. For several threads. */
@Component(service = OutcomeLog.class, configurationPid = StoreSettings.PID)
public final class OutcomeLog {

    /** Artifacts of one list. */
    static final int LONGEST = 50;

    private static final Set<Outcome.Kind> AFTER = Set.of(Outcome.Kind.CLICKED, Outcome.Kind.CHOSEN, Outcome.Kind.WORKED, Outcome.Kind.FAILED);

    /**
     * One that is kept.
     *
     * @param search tells lists apart; null where there was none
     * @param outcome its need is the search where the words were not kept
     */
    public record Entry(String search, Outcome outcome) {}

    private final StoreSettings settings;
    private final StoredCatalog catalog;

    @Activate
    public OutcomeLog(StoreSettings settings, @Reference StoredCatalog catalog) {
        this.settings = settings;
        this.catalog = catalog;
    }

    /** Whether anything is kept. */
    public boolean isKept() {
        return settings.outcomes();
    }

    /** Whether the words of a need are kept too, where the user agrees. */
    public boolean keepsWords() {
        return settings.outcomes() && settings.outcomeWords();
    }

    /**
     * That a list was shown.
     *
     * @param artifacts from the top
     * @param words of the need; null if the user did not agree that they are kept
     * @return what {@link #became} wants to know the list by
     * @throws Problem of kind {@code CONFLICT} if outcomes are switched off, {@code MISSING} if an artifact is none
     */
    public String shown(List<String> artifacts, String words) {
        requireKept();
        if (artifacts.isEmpty() || artifacts.size() > LONGEST || Set.copyOf(artifacts).size() < artifacts.size()) {
            throw Problem.invalid("shown has " + artifacts.size() + " artifacts", "send 1 to " + LONGEST + " different ids, from the top of the list");
        }
        Set<String> known = catalog.store().day(LocalDate.now()).artifacts().keySet();
        artifacts.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
            throw new Problem(Problem.Kind.MISSING, "there is no artifact " + id, "send the ids that a search answered");
        });
        String search = UUID.randomUUID().toString();
        String need = words == null || words.isBlank() || !settings.outcomeWords() ? search : words;
        Instant now = Instant.now();
        add(search, IntStream.range(0, artifacts.size()).mapToObj(i -> new Outcome(need, artifacts.get(i), Outcome.Kind.SHOWN, i + 1, now)).toList());
        return search;
    }

    /**
     * What became of an artifact that was shown. Said again, it counts once; that it failed takes the place of that it worked, and the other way round.
     *
     * @param search what {@link #shown} gave
     * @throws Problem of kind {@code CONFLICT} if outcomes are switched off, {@code MISSING} if the list is not kept or the artifact was not in it
     */
    public synchronized void became(String search, String artifact, Outcome.Kind kind) {
        requireKept();
        if (!AFTER.contains(kind)) {
            throw Problem.invalid("kind is " + kind, "send clicked, chosen, worked or failed");
        }
        catalog.store().database().change(connection -> {
            List<Outcome> before = Outcomes.of(connection, search, artifact).stream().map(Entry::outcome).toList();
            Outcome shown = before.stream().filter(o -> o.kind() == Outcome.Kind.SHOWN).findFirst().orElseThrow(() -> new Problem(Problem.Kind.MISSING,
                    artifact + " was not in a list " + search + " that is kept", "say first what was shown"));
            if (before.stream().noneMatch(o -> o.kind() == kind)) {
                Outcomes.replace(connection, search, opposite(kind), new Outcome(shown.need(), artifact, kind, shown.position(), Instant.now()));
            }
            return null;
        });
    }

    private static Outcome.Kind opposite(Outcome.Kind kind) {
        return kind == Outcome.Kind.WORKED ? Outcome.Kind.FAILED : kind == Outcome.Kind.FAILED ? Outcome.Kind.WORKED : kind;
    }

    private void add(String search, List<Outcome> outcomes) {
        catalog.store().database().change(connection -> {
            Outcomes.add(connection, search, outcomes);
            return null;
        });
    }

    /** All that are kept, oldest first. */
    public List<Entry> all() {
        return catalog.store().database().read(Outcomes::all);
    }

    /**
     * Forgets, also while outcomes are switched off.
     *
     * @param artifact empty for all
     * @return how many are gone
     */
    public int forget(Optional<String> artifact) {
        return catalog.store().database().change(connection -> Outcomes.delete(connection, artifact));
    }

    private void requireKept() {
        if (!settings.outcomes()) {
            throw new Problem(Problem.Kind.CONFLICT, "outcomes are not kept here", "an administrator may set outcomes for " + StoreSettings.PID);
        }
    }
}
