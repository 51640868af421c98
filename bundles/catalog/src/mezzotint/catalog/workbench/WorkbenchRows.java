package mezzotint.catalog.workbench;

import java.io.File;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.backend.Engines;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Source;
import mezzotint.fault.Faults;
import mezzotint.libs.catalog.BundleIds;
import mezzotint.manage.Installed;
import mezzotint.manage.Installer;
import mezzotint.manage.Repositories;
import mezzotint.plugin.Plugins;
import mezzotint.studio.Jobs;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What this workbench says of itself and of each bundle with plugins, installed or offered, when it is asked. For several threads. */
@Component(service = WorkbenchRows.class)
public final class WorkbenchRows {

    /** The artifact that is the workbench as a whole. */
    static final String WORKBENCH = BundleIds.of("mezzotint.workbench");
    private static final String SHIPPED = "reference:file:";

    private final BundleContext context;
    private final Plugins plugins;
    private final Faults faults;
    private final Jobs jobs;
    private final Engines engines;
    /** The manager may come and go; without it nothing is said of bundles. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Installer installer;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Repositories repositories;

    @Activate
    public WorkbenchRows(BundleContext context, @Reference Plugins plugins, @Reference Faults faults, @Reference Jobs jobs, @Reference Engines engines) {
        this.context = context;
        this.plugins = plugins;
        this.faults = faults;
        this.jobs = jobs;
        this.engines = engines;
    }

    /** What there is, installed or offered, as short words that are others when it changes; whether it runs does not count. */
    List<String> present() {
        Repositories offered = repositories;
        return Stream.concat(Arrays.stream(context.getBundles()).map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion()),
                offered == null ? Stream.of() : offered.search("").stream().map(offer -> offer.name() + " " + offer.version() + " " + offer.repository())).sorted().toList();
    }

    /** As it is now. */
    CatalogRows now() {
        Source here = here();
        var times = new MeasuredTimes(jobs.list());
        List<Engines.Held> held = engines.held();
        List<BundlePassport> all = bundles().stream().map(bundle -> new BundlePassport(bundle, here, times, held)).toList();
        return new CatalogRows(Stream.concat(Stream.of(here), all.stream().map(BundlePassport::manifest)).toList(),
                Stream.concat(all.stream().map(BundlePassport::artifact), Stream.of(workbench(here))).toList(), List.of(),
                each(all, BundlePassport::capabilities), Stream.concat(each(all, BundlePassport::facts).stream(), workbench(here, times, held).stream()).toList(),
                List.of(), List.of(), each(all, BundlePassport::relations), List.of(), List.of());
    }

    private static <T> List<T> each(List<BundlePassport> all, Function<BundlePassport, List<T>> part) {
        return all.stream().flatMap(one -> part.apply(one).stream()).toList();
    }

    private Source here() {
        String version = context.getBundle().getVersion().toString();
        LocalDate today = LocalDate.now();
        return new Source("this workbench " + version, "this workbench", Source.Kind.MEASURED, "what is installed and was measured here, read when it was asked for",
                "/api/plugins, /api/hooks, /api/faults, /api/jobs, /api/offers", null, today, today, "facts of this machine", "catalog " + version);
    }

    private static Artifact workbench(Source here) {
        return new Artifact(WORKBENCH, "app", "Mezzotint", "Mezzotint", "This workbench, as it is installed and was measured on this machine.", here.id());
    }

    private List<Fact> workbench(Source here, MeasuredTimes times, List<Engines.Held> held) {
        String hooks = plugins.list().stream().filter(Plugins.Entry::on).map(Plugins.Entry::hook).distinct().sorted().collect(Collectors.joining(", "));
        return List.of(new Fact(WORKBENCH, "version", context.getBundle().getVersion().toString(), null, here.id(), null),
                new Fact(WORKBENCH, "hooks", hooks.isEmpty() ? "no plugin is on" : hooks, null, here.id(), null),
                new Fact(WORKBENCH, "faults", String.valueOf(faults.list().size()), "since the workbench was started", here.id(), null),
                BundlePassport.measured(WORKBENCH, "pictureSeconds", times.pictures(), here), BundlePassport.held(WORKBENCH, held, here));
    }

    /** Those that are installed, and of the others those that are offered. */
    private List<KnownBundle> bundles() {
        Installer manager = installer;
        Repositories offered = repositories;
        Map<String, Installed> installed = new TreeMap<>();
        (manager == null ? List.<Installed>of() : manager.list()).forEach(one -> installed.put(one.name(), one));
        Map<String, List<Repositories.Offer>> offers = (offered == null ? List.<Repositories.Offer>of() : offered.search("")).stream()
                .filter(offer -> !offer.plugins().isEmpty() || installed.containsKey(offer.name())).collect(Collectors.groupingBy(Repositories.Offer::name));
        Map<String, List<Plugins.Entry>> entries = plugins.list().stream().collect(Collectors.groupingBy(Plugins.Entry::bundle));
        Map<String, Bundle> bundles = Arrays.stream(context.getBundles()).filter(b -> b.getSymbolicName() != null)
                .collect(Collectors.toMap(Bundle::getSymbolicName, b -> b, (a, b) -> b));
        Set<String> names = new LinkedHashSet<>(installed.keySet());
        names.addAll(offers.keySet());
        var out = new ArrayList<KnownBundle>();
        for (String name : names) {
            Optional<Installed> here = Optional.ofNullable(installed.get(name));
            Optional<Bundle> bundle = here.map(one -> bundles.get(name));
            List<Repositories.Offer> of = offers.getOrDefault(name, List.of());
            out.add(new KnownBundle(name, here, of, bundle.map(WorkbenchRows::headers).orElse(Map.of()), entries.getOrDefault(name, List.of()), faults.of(name),
                    size(bundle, here, of)));
        }
        return out;
    }

    private static Map<String, String> headers(Bundle bundle) {
        var headers = bundle.getHeaders("");
        var out = new HashMap<String, String>();
        Collections.list(headers.keys()).forEach(key -> out.put(key, headers.get(key)));
        return out;
    }

    /** Of the file that ships, or as a repository has the same bytes. */
    private static OptionalLong size(Optional<Bundle> bundle, Optional<Installed> installed, List<Repositories.Offer> offers) {
        Optional<File> file = bundle.map(Bundle::getLocation).filter(at -> at.startsWith(SHIPPED)).map(at -> new File(at.substring(SHIPPED.length()))).filter(File::isFile);
        if (file.isPresent()) {
            return OptionalLong.of(file.get().length());
        }
        Stream<Repositories.Offer> same = installed.isEmpty() ? offers.stream().limit(1) : offers.stream().filter(offer -> offer.sha256().equals(installed.get().sha256()));
        return same.mapToLong(Repositories.Offer::size).filter(size -> size >= 0).findFirst();
    }
}
