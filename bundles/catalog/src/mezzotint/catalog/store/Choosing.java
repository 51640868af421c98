package mezzotint.catalog.store;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Fact;
import mezzotint.libs.catalog.Availability;

/** Finds the artifacts that a query asks for. */
record Choosing(Day day, ArtifactQuery query) {

    List<Artifact> run() {
        return day.artifacts().values().stream()
                .filter(a -> query.after() == null || a.id().compareTo(query.after()) > 0)
                .filter(this::isAskedFor)
                .limit(query.limit()).toList();
    }

    private boolean isAskedFor(Artifact a) {
        return hasWords(a)
                && (query.types().isEmpty() || query.types().contains(a.type()))
                && (query.vendor() == null || query.vendor().equalsIgnoreCase(a.vendor()))
                && (query.task() == null || day.tasks(a.id()).contains(query.task()))
                && isOffered(a)
                && (query.minContext() == null || number(a, "contextTokens", query.minContext()))
                && (query.maxInputPrice() == null || day.inputPrices(a.id()).stream().anyMatch(p -> p.compareTo(query.maxInputPrice()) <= 0))
                && (query.licence() == null || says(a, "licence", query.licence()))
                && (query.modalities().isEmpty() || modalities(a).containsAll(query.modalities()));
    }

    private boolean hasWords(Artifact a) {
        if (query.text() == null || query.text().isBlank()) {
            return true;
        }
        String text = (a.id() + " " + a.name() + " " + (a.description() == null ? "" : a.description())).toLowerCase(Locale.ROOT);
        return Arrays.stream(query.text().toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(text::contains);
    }

    /** What does not say on which terms it can be had is left out where that is asked. */
    private boolean isOffered(Artifact a) {
        if (query.free() == null && query.openWeights() == null && query.local() == null) {
            return true;
        }
        Availability terms = Availability.of(a, key -> day.said(a.id(), key), day.inputPrices(a.id()));
        return (query.free() == null || query.free().equals(terms.free())) && (query.openWeights() == null || query.openWeights().equals(terms.openWeights()))
                && (query.local() == null || query.local().equals(terms.local()));
    }

    private boolean says(Artifact a, String key, String value) {
        return day.said(a.id(), key).stream().anyMatch(f -> f.value().equalsIgnoreCase(value));
    }

    private boolean number(Artifact a, String key, long least) {
        return day.said(a.id(), key).stream().flatMap(f -> f.number().stream()).anyMatch(n -> n.compareTo(BigDecimal.valueOf(least)) >= 0);
    }

    private Set<String> modalities(Artifact a) {
        return day.said(a.id(), "inputModalities", "outputModalities").stream().map(Fact::value)
                .flatMap(v -> Arrays.stream(v.split(", "))).collect(Collectors.toSet());
    }
}
