package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Several bundles change together, or none does. */
class TransactionTest {

    private static final List<String> NAMES = List.of("org.example.a", "org.example.b", "org.example.c", "org.example.d");
    private static final String PROVIDER = "org.example.provider";
    private static final String PACKAGE = "org.example.shared";

    /** Does not start beside version 2 of the provider. */
    public static final class Picky implements BundleActivator {

        @Override
        public void start(BundleContext context) {
            for (Bundle each : context.getBundles()) {
                if (each.getSymbolicName().equals("org.example.provider") && each.getVersion().getMajor() == 2) {
                    throw new IllegalStateException("too new");
                }
            }
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** Starts once in a process. */
    public static final class Once implements BundleActivator {

        @Override
        public void start(BundleContext context) {
            if (System.setProperty("org.example.once", "started") != null) {
                throw new IllegalStateException("once is enough");
            }
        }

        @Override
        public void stop(BundleContext context) {}
    }

    @AfterEach
    void clean() {
        Stream.concat(NAMES.stream(), Stream.of(PROVIDER)).forEach(n -> TestInstaller.find(n).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(n))));
    }

    private static byte[] jar(int index, String version) {
        return new TestJar(NAMES.get(index), version).bytes();
    }

    @Test
    void when_the_third_of_four_fails_to_start_everything_is_as_it_was() {
        TestInstaller.meet(TestInstaller.install(jar(0, "1.0.0")));
        TestInstaller.meet(TestInstaller.install(jar(3, "2.0.0")).switchOff(NAMES.get(3)));
        List<String> before = states();
        byte[] broken = new TestJar(NAMES.get(2), "1.0.0").header("Bundle-Activator", "org.example.Nobody").bytes();
        Wish wish = TestInstaller.install(jar(0, "2.0.0"), jar(1, "1.0.0"), broken, jar(3, "1.0.0")).remove("mezzotint.sampler.lcm").switchOff("mezzotint.sampler.heun");
        Problem problem = assertThrows(Problem.class, () -> TestInstaller.meet(wish));
        assertTrue(problem.getMessage().contains("org.example.c 1.0.0 does not start") && problem.advice().contains("as it was before"), problem + problem.advice());
        assertEquals(before, states());
    }

    private static byte[] provider(String version) {
        return new TestJar(PROVIDER, version).header(Constants.EXPORT_PACKAGE, PACKAGE).file(PACKAGE.replace('.', '/') + "/words.txt", "shared").bytes();
    }

    private static TestJar dependent(int index) {
        return new TestJar(NAMES.get(index), "1.0.0").header(Constants.IMPORT_PACKAGE, PACKAGE);
    }

    @Test
    void a_dependent_that_does_not_start_again_leaves_no_other_stopped() {
        TestInstaller.meet(TestInstaller.install(provider("1.0.0")));
        TestInstaller.meet(TestInstaller.install(dependent(0).bytes(), dependent(2).bytes(), dependent(3).bytes(),
                dependent(1).activator(Picky.class).header(Constants.IMPORT_PACKAGE, "org.osgi.framework," + PACKAGE).bytes()));
        List<String> before = states();
        Problem problem = assertThrows(Problem.class, () -> TestInstaller.meet(TestInstaller.install(provider("2.0.0"))));
        assertTrue(problem.getMessage().contains("org.example.b 1.0.0 does not start") && problem.getMessage().contains("too new"), problem.toString());
        assertTrue(problem.advice().endsWith("everything is as it was before"), problem.advice());
        assertEquals(before, states());
    }

    /** One that ran only as long as nobody stopped it. */
    @Test
    void what_cannot_be_put_back_is_told_and_the_rest_is_back() {
        TestInstaller.meet(TestInstaller.install(provider("3.0.0")));
        TestInstaller.meet(TestInstaller.install(dependent(0).bytes(), dependent(2).bytes(), dependent(3).bytes(),
                dependent(1).activator(Once.class).header(Constants.IMPORT_PACKAGE, "org.osgi.framework," + PACKAGE).bytes()));
        List<String> before = states();
        Problem problem = assertThrows(Problem.class, () -> TestInstaller.meet(TestInstaller.install(provider("4.0.0"))));
        assertTrue(problem.getMessage().contains("not all that was there before could be put back: org.example.b 1.0.0 does not start"), problem.toString());
        assertEquals(before.stream().map(s -> s.replace("org.example.b 1.0.0 true", "org.example.b 1.0.0 false")).toList(), states());
    }

    @Test
    void a_wish_that_names_a_missing_bundle_changes_nothing() {
        List<String> before = states();
        assertThrows(Problem.class, () -> TestInstaller.meet(TestInstaller.install(jar(0, "1.0.0")).remove("org.example.nobody")));
        assertEquals(before, states());
    }

    @Test
    void a_plan_in_words_says_everything() {
        TestInstaller.meet(TestInstaller.install(jar(0, "1.0.0")));
        List<String> words = TestInstaller.installer().plan(TestInstaller.install(jar(0, "1.5.0"), jar(1, "1.0.0")).switchOff("mezzotint.sampler.heun"), "a test").words();
        assertEquals(List.of(
                "Updates org.example.a from 1.0.0 to 1.5.0 as it was sent; signed by nobody.",
                "Installs org.example.b 1.0.0 as it was sent; signed by nobody.",
                "Switches mezzotint.sampler.heun off."), words);
    }

    @Test
    void a_plan_made_before_another_change_is_made_anew() {
        Wish wish = TestInstaller.install(jar(0, "2.0.0"));
        String plan = TestInstaller.installer().plan(wish, "a test").id();
        TestInstaller.meet(TestInstaller.install(jar(0, "1.0.0")));
        var change = TestInstaller.installer().carryOut(plan, "a test", true).end().toCompletableFuture().join();
        assertEquals("1.0.0", change.plan().steps().get(0).before());
        assertEquals("2.0.0", TestInstaller.find(NAMES.get(0)).orElseThrow().version());
    }

    private static List<String> states() {
        return Osgi.bundles().stream().map(b -> b.getSymbolicName() + " " + b.getVersion() + " " + (b.getState() == Bundle.ACTIVE)).sorted().toList();
    }
}
