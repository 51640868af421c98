package mezzotint.catalog.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.backend.Engines;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Source;
import mezzotint.fault.Fault;
import mezzotint.fault.Faults;
import mezzotint.fault.HookTime;
import mezzotint.fault.Quarantine;
import mezzotint.manage.Installed;
import mezzotint.manage.Origin;
import mezzotint.manage.Repositories;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugins;
import mezzotint.studio.Job;
import mezzotint.trust.Trust;
import org.junit.jupiter.api.Test;

class BundlePassportTest {

    private static final String NAME = "org.example.sharpen";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Source HERE = new Source("this workbench 1", "this workbench", Source.Kind.MEASURED, "what is here", "/api/plugins", null, TODAY, TODAY, "facts", "test");
    private static final Faults.Record NOTHING = new Faults.Record(Optional.empty(), List.of(), List.of());
    private static final Repositories.Offer OFFER = new Repositories.Offer(NAME, "2.0.0", "Sharpen", "It sharpens.", List.of("sharpen"), "example", 1234, "ab", true);

    private static Plugins.Entry entry(String hook, String id) {
        return new Plugins.Entry(hook, id, "Sharpen", List.of(), "", NAME, "1.0.0", None.class, true);
    }

    private static Installed installed(boolean on, boolean switchedOn, Trust.Verdict verdict) {
        return new Installed(NAME, "1.0.0", "ab", "Sharpen", "", on, switchedOn, List.of("sharpen"), false, true, new Origin(Origin.Kind.UPLOAD, ""), Optional.ofNullable(verdict),
                List.of("mezzotint.libs.noise"), List.of(), List.of(), Optional.empty(), false);
    }

    private static Trust.Verdict verdict(Trust.Standing standing, Trust.Publisher publisher) {
        return new Trust.Verdict("ab", standing, Optional.ofNullable(publisher), Set.of(), Set.of(), List.of(), false);
    }

    private static Map<String, Fact> facts(Installed installed, Faults.Record faults, Map<String, String> headers, List<Job> jobs, List<Engines.Held> held, Plugins.Entry... entries) {
        var bundle = new KnownBundle(NAME, Optional.ofNullable(installed), installed == null ? List.of(OFFER) : List.of(), headers, List.of(entries), faults,
                installed == null ? OptionalLong.of(OFFER.size()) : OptionalLong.empty());
        return new BundlePassport(bundle, HERE, new MeasuredTimes(jobs), held).facts().stream().collect(Collectors.toMap(Fact::key, f -> f));
    }

    private static String state(Installed installed, Faults.Record faults) {
        return facts(installed, faults, Map.of(), List.of(), List.of()).get("state").value();
    }

    private static String publisher(Trust.Verdict verdict) {
        return facts(installed(true, true, verdict), NOTHING, Map.of(), List.of(), List.of()).get("publisher").value();
    }

    @Test
    void what_is_not_known_says_why_and_is_no_number() {
        Map<String, Fact> offered = facts(null, NOTHING, Map.of(), List.of(), List.of());
        assertEquals("offered", offered.get("state").value());
        assertEquals("1234", offered.get("jarBytes").value());
        for (String key : List.of("hooks", "uses", "faults", "callSeconds", "ownSeconds", "pictureSeconds")) {
            assertTrue(offered.get(key).value().startsWith("unknown: "), key);
            assertTrue(offered.get(key).number().isEmpty());
        }
        Map<String, Fact> fresh = facts(installed(true, true, null), NOTHING, Map.of(), List.of(), List.of(), entry("backend", "sharpen"));
        for (String key : List.of("jarBytes", "publisher", "callSeconds", "lastUsed", "ownSeconds", "pictureSeconds", "heldMegabytes")) {
            assertTrue(fresh.get(key).value().startsWith("unknown: "), key);
        }
        assertEquals("0", fresh.get("faults").value(), "the guard counts from the start on");
    }

    @Test
    void states_and_publishers_are_told_apart() {
        assertEquals("on", state(installed(true, true, null), NOTHING));
        assertEquals("switched off", state(installed(false, false, null), NOTHING));
        assertEquals("not running, though it is switched on", state(installed(false, true, null), NOTHING));
        assertEquals("in quarantine: it hung", state(installed(false, true, null), new Faults.Record(Optional.of(new Quarantine(NAME, "1", Instant.EPOCH, "it hung", "")), List.of(), List.of())));
        assertEquals("Example, trusted here", publisher(verdict(Trust.Standing.TRUSTED, new Trust.Publisher("Example", "key"))));
        assertEquals("key abc, trusted by nobody here", publisher(verdict(Trust.Standing.UNKNOWN_PUBLISHER, new Trust.Publisher("", "abc"))));
        assertEquals("unknown: the jar is not signed", publisher(verdict(Trust.Standing.UNSIGNED, null)));
    }

    @Test
    void what_was_measured_names_how_often_and_when() {
        var faults = new Faults.Record(Optional.empty(), List.of(new Fault(FakeJobs.NOON, NAME, "1", "backend", "sharpen", "Sharpen", Fault.Kind.THREW, "threw")),
                List.of(new HookTime(NAME, "backend", "sharpen", 4, 2, 1)));
        Map<String, Fact> facts = facts(installed(true, true, null), faults, Map.of(), List.of(FakeJobs.done(64, 1, 3, Map.of("backend sharpen", .5))),
                List.of(new Engines.Held(Path.of("a"), "sharpen", "cpu", 1_500_000, false), new Engines.Held(Path.of("b"), "other", "cpu", 9_000_000, false)), entry("backend", "sharpen"));
        assertEquals("1", facts.get("faults").value());
        assertEquals("0.5", facts.get("callSeconds").value());
        assertTrue(facts.get("callSeconds").unit().contains("n = 4"));
        assertEquals("0.5", facts.get("ownSeconds").value());
        assertEquals("3", facts.get("pictureSeconds").value());
        assertTrue(facts.get("pictureSeconds").unit().contains("median of n = 1, last on 2026-11-30 (tiny, 64 x 64, 10 steps)"));
        assertEquals("1.5", facts.get("heldMegabytes").value());
    }

    @Test
    void a_sampler_has_the_order_that_its_manifest_declares() {
        Map<String, Fact> facts = facts(installed(true, true, null), NOTHING, Map.of("Mezzotint-Order", "2", "Mezzotint-Golden-Error", "2.57E-7"), List.of(), List.of(), entry("sampler", "sharpen"));
        assertEquals("2", facts.get("order").value());
        assertEquals("0.000000257", facts.get("goldenError").value());
        assertEquals("manifest of org.example.sharpen 1.0.0", facts.get("order").source());
        Map<String, Fact> silent = facts(installed(true, true, null), NOTHING, Map.of("Mezzotint-Order", "two"), List.of(), List.of(), entry("sampler", "sharpen"));
        assertTrue(silent.get("order").value().startsWith("unknown: "));
        assertFalse(facts(installed(true, true, null), NOTHING, Map.of(), List.of(), List.of(), entry("schedule", "sharpen")).containsKey("order"));
    }
}
