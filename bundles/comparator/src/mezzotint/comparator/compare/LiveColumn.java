package mezzotint.comparator.compare;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.libs.catalog.BundleIds;
import mezzotint.plugin.Plugins;

/**
 * What this very workbench does of capabilities now: which of its plugins and routes make them, and what the passports of these say of their use.
 * Immutable; another moment has another one.
 */
public final class LiveColumn {

    private static final String WORKBENCH = BundleIds.of("mezzotint.workbench");
    private static final String SECONDS = "pictureSeconds";
    private static final String MEGABYTES = "heldMegabytes";

    private final List<Plugins.Entry> entries;
    private final Predicate<String> served;
    private final Map<String, Passport> passports = new HashMap<>();

    /** @param served whether a route is */
    LiveColumn(Catalog catalog, Plugins plugins, Predicate<String> served) {
        this.entries = plugins.list();
        this.served = served;
        List<String> ids = Stream.concat(Stream.of(WORKBENCH), entries.stream().map(e -> BundleIds.of(e.bundle()))).distinct().toList();
        catalog.passports(ids, LocalDate.now()).forEach(p -> passports.put(p.artifact().id(), p));
    }

    /** {@code answer} is {@code yes}, {@code partly}, {@code refused}, {@code off}, {@code no} or {@code unknown}; {@code words} says what answers, and since when. */
    Map<String, Object> of(Capability capability) {
        if (BundleIds.isOwn(capability.artifact())) {
            return own(capability.artifact());
        }
        return LiveTable.line(capability).map(this::of).orElseGet(() -> answer("unknown", "nobody has looked which hook or route of this workbench would do it", List.of()));
    }

    private Map<String, Object> own(String artifact) {
        List<Plugins.Entry> its = entries.stream().filter(e -> BundleIds.of(e.bundle()).equals(artifact)).toList();
        List<Plugins.Entry> on = its.stream().filter(Plugins.Entry::on).toList();
        return its.isEmpty() ? answer("no", "it is offered, and not installed", List.of())
                : on.isEmpty() ? answer("off", off(its), List.of()) : answer("yes", named(on) + "; " + used(on), on);
    }

    private Map<String, Object> of(LiveTable.Line line) {
        List<String> missing = line.hooks().stream().filter(hook -> filling(hook, true).isEmpty()).toList();
        List<String> unserved = line.routes().stream().filter(served.negate()).toList();
        if (!line.why().isEmpty()) {
            return answer("no", line.why(), List.of());
        }
        if (!missing.isEmpty()) {
            return missing(line, missing);
        }
        if (!unserved.isEmpty()) {
            return answer("no", "it does not serve " + String.join(", ", unserved), List.of());
        }
        return made(line);
    }

    private Map<String, Object> missing(LiveTable.Line line, List<String> hooks) {
        List<Plugins.Entry> off = hooks.stream().flatMap(hook -> filling(hook, false).stream()).toList();
        String words = "no plugin provides " + String.join(", ", hooks) + (off.isEmpty() ? "" : "; " + off(off));
        Map<String, Object> out = !line.refused().isEmpty() && served.test(line.refused()) ? answer("refused", "501 from " + line.refused() + ": " + words, List.of())
                : answer(off.isEmpty() ? "no" : "off", words, List.of());
        out.put("missing", hooks);
        return out;
    }

    private Map<String, Object> made(LiveTable.Line line) {
        List<Plugins.Entry> by = line.hooks().stream().flatMap(hook -> filling(hook, true).stream()).toList();
        Optional<Fact> seconds = line.pictures() ? measured(SECONDS) : Optional.empty();
        Optional<Fact> megabytes = line.pictures() ? measured(MEGABYTES) : Optional.empty();
        String use = line.pictures() ? Stream.of(SECONDS, MEGABYTES).map(this::said).collect(Collectors.joining("; "))
                : by.isEmpty() ? "whether a route was used is not recorded" : used(by);
        String words = Stream.of(named(by), String.join(", ", line.routes()), use, line.lacks().isEmpty() ? "" : "not here: " + line.lacks())
                .filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
        Map<String, Object> out = answer(line.lacks().isEmpty() ? "yes" : "partly", words, by);
        out.put("routes", line.routes());
        seconds.ifPresent(fact -> out.put("seconds", number(fact)));
        megabytes.ifPresent(fact -> out.put("megabytes", number(fact)));
        return out;
    }

    private Map<String, Object> answer(String answer, String words, List<Plugins.Entry> by) {
        var out = new LinkedHashMap<String, Object>();
        out.put("answer", answer);
        out.put("words", words);
        out.put("plugins", by.stream().map(this::plugin).toList());
        return out;
    }

    private Map<String, Object> plugin(Plugins.Entry entry) {
        var out = new LinkedHashMap<String, Object>();
        out.put("artifact", BundleIds.of(entry.bundle()));
        out.put("hook", entry.hook());
        out.put("label", entry.label());
        out.put("version", entry.version());
        out.put("last", last(entry).map(LocalDate::toString).orElse(null));
        return out;
    }

    private List<Plugins.Entry> filling(String hook, boolean on) {
        return entries.stream().filter(e -> e.hook().equals(hook) && e.on() == on).toList();
    }

    /** By hook: {@code sampler Euler, Heun}. */
    private static String named(List<Plugins.Entry> by) {
        var hooks = new LinkedHashMap<String, String>();
        by.forEach(e -> hooks.merge(e.hook(), e.label(), (a, b) -> a + ", " + b));
        return hooks.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining("; "));
    }

    private static String off(List<Plugins.Entry> all) {
        return "not on: " + all.stream().map(e -> e.label() + " (" + e.bundle() + (e.reason().isEmpty() ? "" : ", " + e.reason()) + ")").collect(Collectors.joining(", "));
    }

    /** When the last picture was made with one of them; of those that make none, whether they were called. */
    private String used(List<Plugins.Entry> by) {
        Optional<LocalDate> last = by.stream().map(this::last).flatMap(Optional::stream).max(Comparator.naturalOrder());
        boolean called = by.stream().anyMatch(e -> facts(BundleIds.of(e.bundle()), "callSeconds").anyMatch(f -> f.number().isPresent()));
        return last.map(day -> "last used for a picture on " + day).orElse(called ? "called since the start, for no picture yet" : "not tried here yet");
    }

    private Optional<LocalDate> last(Plugins.Entry entry) {
        return facts(BundleIds.of(entry.bundle()), "lastUsed").map(Fact::observed).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    private Stream<Fact> facts(String artifact, String key) {
        return Optional.ofNullable(passports.get(artifact)).stream().flatMap(p -> p.facts(key).stream());
    }

    private Optional<Fact> measured(String key) {
        return facts(WORKBENCH, key).filter(f -> f.number().isPresent()).findFirst();
    }

    /** What the workbench's own passport says, or that it says nothing. */
    private String said(String key) {
        return facts(WORKBENCH, key).findFirst().map(f -> f.number().isPresent() ? f.value() + " " + f.unit() : f.value()).orElse("unknown: nothing is measured");
    }

    private static Map<String, Object> number(Fact fact) {
        var out = new LinkedHashMap<String, Object>();
        out.put("value", fact.value());
        out.put("unit", fact.unit());
        out.put("date", fact.observed() == null ? LocalDate.now().toString() : fact.observed().toString());
        return out;
    }
}
