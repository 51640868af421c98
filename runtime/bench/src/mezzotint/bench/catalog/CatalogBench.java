package mezzotint.bench.catalog;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mezzotint.bench.Services;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.plugin.Problem;

/**
 * Prints each bar of the catalog with what is wanted of it and what this machine gave. The system properties {@code mezzotint.bench.dist},
 * {@code .top} and {@code .data} name the distribution, the root of the repository and the folder of what was fetched.
 */
public record CatalogBench(Services services) {

    /** @return status of the process: 1 if a bar that could be measured is missed */
    public int run() throws Exception {
        Catalog catalog = services.get(Catalog.class);
        List<Passport> all = everything(catalog);
        Path dist = folder("dist");
        Path data = folder("data");
        Path work = Path.of(services.context().getProperty("mezzotint.home")); // it goes with the run
        var bars = new ArrayList<Bar>();
        print(bars, "B1", () -> new Retrieval().bar());
        print(bars, "B2", () -> new Latency(services, all).bar());
        print(bars, "B3", () -> new ColdStart(dist, work).bar());
        print(bars, "B4", () -> new Widening(catalog, all).bar());
        print(bars, "B5", () -> new Recomputing(catalog, all, folder("top").resolve("runtime/test/recompute.py"), services, work).bar());
        print(bars, "B6", () -> new Inactivity(services, data.resolve("history")).bar());
        print(bars, "B7", () -> new Claims(services, catalog).bar());
        print(bars, "B8", () -> new NamePairs(catalog).bar());
        print(bars, "B9", () -> new Importing(dist, data.resolve("packages"), work).bar());
        print(bars, "B10", () -> count(all));
        long missed = bars.stream().filter(b -> b.verdict() == Bar.Verdict.MISS).count();
        long unmeasured = bars.stream().filter(b -> b.verdict() == Bar.Verdict.NOT_MEASURED).count();
        System.out.printf(Locale.ROOT, "%d of %d bars are passed, %d missed, %d not measured; %d cores, %s, Java %s%n", bars.size() - missed - unmeasured, bars.size(), missed,
                unmeasured, Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"), System.getProperty("java.version"));
        return missed > 0 ? 1 : 0;
    }

    /** What fails is missed: only what cannot be had is not measured. */
    private static void print(List<Bar> bars, String id, Callable<Bar> measure) {
        Bar bar;
        try {
            bar = measure.call();
        } catch (Exception | AssertionError e) {
            bar = Bar.measured(id, "failed", "a figure", false, "%s", e);
        }
        bars.add(bar);
        System.out.println(bar);
    }

    private static Path folder(String name) {
        return Path.of(System.getProperty("mezzotint.bench." + name));
    }

    private static List<Passport> everything(Catalog catalog) {
        for (int tries = 0; tries < 10; tries++) {
            try {
                catalog.revision();
                break;
            } catch (Problem e) {
                System.err.println(e.getMessage()); // it is being filled
            }
        }
        LocalDate today = LocalDate.now();
        return catalog.passports(catalog.list(ArtifactQuery.all(), today).stream().map(a -> a.id()).toList(), today);
    }

    private static Bar count(List<Passport> all) {
        long sourced = all.stream().filter(p -> p.sources().get(p.artifact().source()) != null && p.sources().values().stream().allMatch(s -> s != null && s.date() != null)).count();
        return Bar.measured("B10", "Artifacts, and how many of them have source and date in every row", ">= 5,000, 100 %", all.size() >= 5000 && sourced == all.size(),
                "%d artifacts, %d of them", all.size(), sourced);
    }
}
