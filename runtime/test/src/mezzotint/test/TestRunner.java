package mezzotint.test;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Runs the tests of this bundle as soon as it starts, writes a report into the folder that {@code
 * mezzotint.tests.reports} names, and ends the process: with status 0 if there were tests and all
 * passed. {@code mezzotint.tests.only} and {@code mezzotint.tests.without} choose by tag, {@code
 * mezzotint.tests.classes} by simple names.
 */
public final class TestRunner implements BundleActivator {

    private static final String TIMEOUT = "10 m";
    /** More would wait for each other, and for limits that then come too early. */
    private static final String PARALLEL = String.valueOf(Math.min(4, Runtime.getRuntime().availableProcessors()));

    @Override
    public void start(BundleContext context) {
        // The framework waits for this method; the tests wait for the framework.
        new Thread(() -> {
            int status = 1;
            try {
                status = run(context);
            } catch (RuntimeException | Error e) {
                e.printStackTrace();
            } finally {
                System.exit(status);
            }
        }, "tests").start();
    }

    @Override
    public void stop(BundleContext context) {}

    private static int run(BundleContext context) {
        Thread.currentThread().setContextClassLoader(TestRunner.class.getClassLoader());
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(classes(context.getBundle()))
                .configurationParameter("junit.jupiter.execution.timeout.default", TIMEOUT)
                // Classes that only watch processes of their own are marked as concurrent: they wait more than they work.
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", PARALLEL)
                // or the pool puts another thread in the place of each that waits for an answer
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.max-pool-size", PARALLEL);
        tag("mezzotint.tests.only").ifPresent(tag -> request.filters(TagFilter.includeTags(tag)));
        tag("mezzotint.tests.without").ifPresent(tag -> request.filters(TagFilter.excludeTags(tag)));
        var summary = new SummaryGeneratingListener();
        var out = new PrintWriter(System.out, true);
        var reports = new LegacyXmlReportGeneratingListener(Path.of(System.getProperty("mezzotint.tests.reports")), out);
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request.build(), summary, reports);
        TestExecutionSummary result = summary.getSummary();
        result.printFailuresTo(out, 20);
        return result.getTotalFailureCount() == 0 && result.getTestsSucceededCount() > 0 ? 0 : 1;
    }

    /** The classes that the build found tests in, those of all packages in the order of their simple names. */
    private static List<DiscoverySelector> classes(Bundle bundle) {
        List<String> chosen = List.of(System.getProperty("mezzotint.tests.classes", "").split(","));
        var classes = new ArrayList<DiscoverySelector>();
        Arrays.stream(bundle.getHeaders().get("Test-Cases").split(",")).map(String::strip).sorted(Comparator.comparing(TestRunner::simple))
                .filter(name -> chosen.equals(List.of("")) || chosen.contains(simple(name)))
                .forEach(name -> classes.add(DiscoverySelectors.selectClass(TestRunner.class.getClassLoader(), name)));
        return classes;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<String> tag(String property) {
        return Optional.ofNullable(System.getProperty(property)).filter(tag -> !tag.isBlank());
    }
}
