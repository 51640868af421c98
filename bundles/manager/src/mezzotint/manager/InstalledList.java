package mezzotint.manager;

import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mezzotint.manage.Installed;
import mezzotint.manage.Origin;
import mezzotint.manage.Profile;
import mezzotint.manager.change.WriteAhead;
import mezzotint.manager.installed.Fingerprints;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.installed.JarPlacement;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.installed.SafeModeOverrides;
import mezzotint.manager.installed.Starter;
import mezzotint.manager.installed.Target;
import mezzotint.manager.jar.RequirementText;
import mezzotint.manager.plan.Dependencies;
import mezzotint.manager.plan.JarAdmission;
import mezzotint.manager.repository.RepositoryList;
import mezzotint.manager.settings.Configurations;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Resource;

/** What is installed, as users see it. */
final class InstalledList {

    private final Inventory inventory;
    private final Ledger ledger;
    private final Starter starter;
    private final SafeModeOverrides overrides;
    private final Fingerprints fingerprints;
    private final RepositoryList repositories;
    private final JarAdmission admission;
    private final WriteAhead writeAhead;
    private final Configurations configurations;

    InstalledList(Inventory inventory, Ledger ledger, Starter starter, SafeModeOverrides overrides, Fingerprints fingerprints, RepositoryList repositories,
            JarAdmission admission, WriteAhead writeAhead, Configurations configurations) {
        this.inventory = inventory;
        this.ledger = ledger;
        this.starter = starter;
        this.overrides = overrides;
        this.fingerprints = fingerprints;
        this.repositories = repositories;
        this.admission = admission;
        this.writeAhead = writeAhead;
        this.configurations = configurations;
    }

    List<Installed> list() {
        View view = new View();
        return inventory.managed().map(b -> view.of(b, verdict(b.getSymbolicName()))).sorted(Comparator.comparing(Installed::name)).toList();
    }

    /** @throws Problem of kind {@code MISSING} if there is none */
    Installed find(String name) {
        Bundle bundle = inventory.managed(name);
        return new View().of(bundle, verdict(name).or(() -> judge(bundle)));
    }

    private Optional<Trust.Verdict> verdict(String name) {
        return overrides.entry(name).map(Ledger.Entry::verdict);
    }

    /** A verdict on a bundle of the distribution. */
    private Optional<Trust.Verdict> judge(Bundle bundle) {
        String location = bundle.getLocation();
        try {
            return JarPlacement.isShipped(location) ? Optional.of(admission.judge(JarPlacement.read(location))) : Optional.empty();
        } catch (UncheckedIOException | Problem e) {
            return Optional.empty();
        }
    }

    /** Every bundle as users chose it. */
    List<Profile.Member> chosen() {
        return inventory.managed().map(b -> {
            Optional<Ledger.Entry> entry = ledger.find(b.getSymbolicName());
            return new Profile.Member(b.getSymbolicName(), ledger.version(b), fingerprints.chosen(b), origin(entry), isWanted(entry), Inventory.isOn(b),
                    Optional.of(configurations.of(b)));
        }).sorted(Comparator.comparing(Profile.Member::name)).toList();
    }

    private static Origin origin(Optional<Ledger.Entry> entry) {
        return entry.map(Ledger.Entry::origin).orElse(new Origin(Origin.Kind.BUNDLED, ""));
    }

    private static boolean isWanted(Optional<Ledger.Entry> entry) {
        return entry.map(Ledger.Entry::wanted).orElse(true);
    }

    /** What will be otherwise at the next start, in words; empty for nothing. */
    String note(String name) {
        return inventory.find(name).map(this::note).orElse("");
    }

    private String note(Bundle bundle) {
        String name = bundle.getSymbolicName();
        Target later = writeAhead.targets().get(name);
        boolean goes = later != null && !later.present();
        if (starter.isStuck(bundle)) {
            return Starter.hang(bundle) + "; " + (goes ? "goes at the next start" : "what is done to it takes effect at the next start");
        }
        if (overrides.has(name)) {
            return "runs as the distribution has it while safe mode lasts; your version " + ledger.version(bundle) + " is back at the next start";
        }
        return goes ? "goes at the next start" : later != null ? "changes at the next start" : "";
    }

    /** What is the same for all bundles of one list. */
    private final class View {

        private final Dependencies dependencies;
        private final Map<String, List<Version>> versions = repositories.items().collect(Collectors.groupingBy(i -> RequirementText.name(i.resource()),
                Collectors.mapping(i -> RequirementText.version(i.resource()), Collectors.toList())));
        private final Set<String> postponed = writeAhead.targets().keySet();

        View() {
            Map<String, Resource> all = new TreeMap<>();
            inventory.managed().forEach(b -> all.put(b.getSymbolicName(), b.adapt(BundleRevision.class)));
            dependencies = new Dependencies(all);
        }

        Installed of(Bundle bundle, Optional<Trust.Verdict> verdict) {
            String name = bundle.getSymbolicName();
            Optional<Ledger.Entry> entry = overrides.entry(name);
            var headers = bundle.getHeaders();
            List<Version> offered = versions.getOrDefault(name, List.of());
            return new Installed(name, bundle.getVersion().toString(), fingerprints.of(bundle),
                    Objects.requireNonNullElse(headers.get(Constants.BUNDLE_NAME), name),
                    Objects.requireNonNullElse(headers.get(Constants.BUNDLE_DESCRIPTION), ""),
                    Inventory.runs(bundle) && !starter.isStuck(bundle), Inventory.isOn(bundle), Inventory.plugins(bundle),
                    entry.isEmpty(), isWanted(entry), origin(entry), verdict,
                    List.copyOf(dependencies.needs(bundle.adapt(BundleRevision.class))), dependencies.neededBy(name),
                    offered.stream().map(Version::toString).distinct().toList(),
                    offered.stream().filter(v -> v.compareTo(bundle.getVersion()) > 0).findFirst().map(Version::toString),
                    postponed.contains(name) || overrides.has(name));
        }
    }
}
