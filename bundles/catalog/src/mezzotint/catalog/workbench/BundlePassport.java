package mezzotint.catalog.workbench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.backend.Engines;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Relation;
import mezzotint.catalog.Source;
import mezzotint.fault.Fault;
import mezzotint.fault.HookTime;
import mezzotint.libs.catalog.BundleIds;
import mezzotint.manage.Installed;
import mezzotint.manage.Repositories;
import mezzotint.plugin.Plugins;
import mezzotint.trust.Trust;

/**
 * The rows of one bundle. What is not known is said to be unknown, with the reason: a fact whose value begins with {@code unknown}.
 *
 * @param here the source of what the workbench itself sees and measures
 * @param held programs in memory now
 */
record BundlePassport(KnownBundle bundle, Source here, MeasuredTimes times, List<Engines.Held> held) {

    /** Of the manifest: what the contracts of the test kit measure of a sampler. */
    private static final String ORDER = "Mezzotint-Order";
    private static final String GOLDEN_ERROR = "Mezzotint-Golden-Error";
    private static final String SAMPLER = "sampler";
    private static final String ENGINE = "backend";
    private static final String MANIFEST = "its manifest comes with the jar, which is not installed";

    Artifact artifact() {
        return new Artifact(bundle.id(), "extension", bundle.label(), bundle.header("Bundle-Vendor").orElse(null), bundle.description().orElse(null), here.id());
    }

    /** Each of its plugins. */
    List<Capability> capabilities() {
        List<String> names = bundle.installed().isPresent() ? bundle.entries().stream().map(e -> e.label() + ", " + e.hook()).toList() : bundle.offers().get(0).plugins();
        var out = new ArrayList<Capability>();
        for (String name : names) {
            out.add(new Capability(bundle.id() + "__cap_" + out.size(), bundle.id(), out.size(), name, null, null, null, null, null, "stated", here.id()));
        }
        return out;
    }

    /** What it cannot work without. */
    List<Relation> relations() {
        return bundle.installed().stream().flatMap(i -> i.needs().stream()).map(need -> new Relation(bundle.id(), "depends-on", BundleIds.of(need), here.id())).toList();
    }

    /** The manifest, where it says what nobody measures here. */
    Source manifest() {
        String sha256 = bundle.installed().map(Installed::sha256).filter(digest -> !digest.isEmpty()).orElse(null);
        return new Source("manifest of " + bundle.name() + " " + bundle.version(), "manifest of " + bundle.name(), Source.Kind.PACKAGE,
                "what its author declares; the contracts of the test kit measure it when it is built", "bundle:" + bundle.name() + "@" + bundle.version(), sha256, null,
                here.retrieved(), bundle.header("Bundle-License").orElse("not said"), here.parser());
    }

    List<Fact> facts() {
        var out = new ArrayList<Fact>();
        out.add(fact("version", bundle.version()));
        out.add(fact("state", state()));
        out.add(fact("hooks", hooks()));
        out.add(fact("publisher", publisher()));
        out.add(fact("uses", uses()));
        bundle.header("Bundle-License").ifPresent(licence -> out.add(fact("licence", licence)));
        out.add(bundle.size().isPresent() ? fact("jarBytes", String.valueOf(bundle.size().getAsLong()), "byte") : fact("jarBytes", "unknown: its jar is in no repository"));
        offered().ifPresent(versions -> out.add(fact("offeredVersions", versions)));
        bundle.entries().stream().map(Plugins.Entry::source).filter(source -> !source.isEmpty()).distinct().forEach(source -> out.add(fact("paper", source)));
        if (bundle.installed().isPresent()) {
            out.addAll(faults());
            out.addAll(measured());
        } else {
            Stream.of("faults", "callSeconds", "ownSeconds", "pictureSeconds").forEach(key -> out.add(fact(key, "unknown: it is not installed here")));
        }
        out.addAll(declared());
        return out;
    }

    private Fact fact(String key, String value) {
        return fact(key, value, null);
    }

    private Fact fact(String key, String value, String unit) {
        return new Fact(bundle.id(), key, value, unit, here.id(), null);
    }

    private String state() {
        if (bundle.installed().isEmpty()) {
            return "offered";
        }
        Optional<String> quarantine = bundle.faults().quarantine().map(q -> "in quarantine: " + q.reason());
        Installed installed = bundle.installed().get();
        return quarantine.orElse(installed.on() ? "on" : installed.switchedOn() ? "not running, though it is switched on" : "switched off");
    }

    private String hooks() {
        return bundle.installed().isEmpty() ? "unknown: " + MANIFEST
                : bundle.entries().isEmpty() ? "no plugin of its own" : bundle.entries().stream().map(Plugins.Entry::hook).distinct().sorted().collect(Collectors.joining(", "));
    }

    private String publisher() {
        if (bundle.installed().isEmpty()) {
            Repositories.Offer offer = bundle.offers().get(0);
            return offer.vouched() ? "whom the repository " + offer.repository() + " trusts: its index is signed" : "unknown: known when the jar is fetched";
        }
        return bundle.installed().get().verdict().map(BundlePassport::publisher)
                .orElse(bundle.installed().get().bundled() ? "the distribution" : "unknown: its jar has not been judged");
    }

    private static String publisher(Trust.Verdict verdict) {
        String name = verdict.publisher().map(p -> p.name().isEmpty() ? "key " + p.key() : p.name()).orElse("");
        return switch (verdict.standing()) {
            case BUNDLED -> "the distribution";
            case TRUSTED -> name + ", trusted here";
            case UNKNOWN_PUBLISHER -> name + ", trusted by nobody here";
            case UNSIGNED -> "unknown: the jar is not signed";
        };
    }

    private String uses() {
        return bundle.installed().isEmpty() ? "unknown: " + MANIFEST : bundle.header("Mezzotint-Uses").orElse("nothing beyond what it is handed, as it declares");
    }

    private Optional<String> offered() {
        return Optional.of(bundle.offers().stream().map(o -> o.version() + " from " + o.repository()).collect(Collectors.joining(", "))).filter(text -> !text.isEmpty());
    }

    private List<Fact> faults() {
        List<Fault> all = bundle.faults().faults();
        LocalDate last = all.isEmpty() ? null : LocalDate.ofInstant(all.get(0).when(), ZoneId.systemDefault());
        return List.of(new Fact(bundle.id(), "faults", String.valueOf(all.size()), "since the workbench was started", here.id(), last));
    }

    /** What it cost in pictures that were made here since the start. */
    private List<Fact> measured() {
        var out = new ArrayList<>(List.of(calls(), lastUsed()));
        for (Plugins.Entry plugin : bundle.entries()) {
            String suffix = bundle.entries().size() == 1 ? "" : " " + plugin.hook() + " " + plugin.id();
            out.add(measured("ownSeconds" + suffix, times.own(plugin)));
            out.add(measured("pictureSeconds" + suffix, times.pictures(plugin)));
            if (plugin.hook().equals(ENGINE)) {
                out.add(held(plugin));
            }
        }
        return out;
    }

    /** The mean of all calls, whatever they were for: the guard counts them and adds up their time. */
    private Fact calls() {
        long calls = bundle.faults().times().stream().mapToLong(HookTime::calls).sum();
        double seconds = bundle.faults().times().stream().mapToDouble(HookTime::seconds).sum();
        return calls == 0 ? fact("callSeconds", "unknown: not measured here yet, it was not called since the workbench was started")
                : fact("callSeconds", plain(seconds / calls, 9), "s a call in its own code; mean of n = " + calls + " since the workbench was started");
    }

    private Fact lastUsed() {
        Optional<LocalDate> last = bundle.entries().stream().map(times::last).flatMap(Optional::stream).max(Comparator.naturalOrder());
        return last.map(day -> new Fact(bundle.id(), "lastUsed", day.toString(), null, here.id(), day))
                .orElseGet(() -> fact("lastUsed", "unknown: in no picture since the workbench was started"));
    }

    private Fact measured(String key, Optional<MeasuredTimes.Summary> summary) {
        return measured(bundle.id(), key, summary, here);
    }

    static Fact measured(String artifact, String key, Optional<MeasuredTimes.Summary> summary, Source here) {
        return summary.map(s -> new Fact(artifact, key, plain(s.median(), 6), "s a picture; median of n = %d, last on %s (%s)".formatted(s.n(), s.last(), s.setting()), here.id(), s.last()))
                .orElseGet(() -> new Fact(artifact, key, "unknown: not measured here yet, no picture was made with it that is remembered", null, here.id(), null));
    }

    private Fact held(Plugins.Entry engine) {
        return held(bundle.id(), held.stream().filter(h -> h.engine().equals(engine.id())).toList(), here);
    }

    static Fact held(String artifact, List<Engines.Held> held, Source here) {
        return held.isEmpty() ? new Fact(artifact, "heldMegabytes", "unknown: it holds no network in memory now", null, here.id(), null)
                : new Fact(artifact, "heldMegabytes", plain(held.stream().mapToLong(Engines.Held::bytes).sum() / 1e6, 1), "MB of networks in memory now, n = " + held.size(), here.id(), null);
    }

    private List<Fact> declared() {
        if (bundle.entries().stream().noneMatch(e -> e.hook().equals(SAMPLER))) {
            return List.of();
        }
        return List.of(declared("order", ORDER, "twice the steps divide the error by two to this power", "unknown: it declares none; a sampler that adds noise has none"),
                declared("goldenError", GOLDEN_ERROR, "of the root mean square, at the end of the worst golden run", "unknown: it declares none"));
    }

    private Fact declared(String key, String header, String unit, String unknown) {
        return bundle.header(header).flatMap(BundlePassport::number).map(value -> new Fact(bundle.id(), key, value, unit, manifest().id(), null))
                .orElseGet(() -> fact(key, unknown));
    }

    /** In plain notation; none if it is no number. */
    private static Optional<String> number(String text) {
        return text.matches("\\d{1,9}(\\.\\d{1,9})?(E-?\\d{1,2})?") ? Optional.of(new BigDecimal(text).toPlainString()) : Optional.empty();
    }

    private static String plain(double number, int digits) {
        return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
