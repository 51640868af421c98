package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Several bundles change together, or none does. */
class TransactionTest {

    private static final List<String> NAMES = List.of("org.example.a", "org.example.b", "org.example.c", "org.example.d");

    @AfterEach
    void clean() {
        NAMES.forEach(n -> Desk.find(n).ifPresent(i -> Desk.meet(Wish.NOTHING.remove(n))));
    }

    private static byte[] jar(int index, String version) {
        return new TestJar(NAMES.get(index), version).bytes();
    }

    @Test
    void when_the_third_of_four_fails_to_start_everything_is_as_it_was() {
        Desk.meet(Desk.install(jar(0, "1.0.0")));
        Desk.meet(Desk.install(jar(3, "2.0.0")).switchOff(NAMES.get(3)));
        List<String> before = states();
        byte[] broken = new TestJar(NAMES.get(2), "1.0.0").header("Bundle-Activator", "org.example.Nobody").bytes();
        Wish wish = Desk.install(jar(0, "2.0.0"), jar(1, "1.0.0"), broken, jar(3, "1.0.0")).remove("mezzotint.sampler.lcm").switchOff("mezzotint.sampler.heun");
        Problem problem = assertThrows(Problem.class, () -> Desk.meet(wish));
        assertTrue(problem.getMessage().contains("org.example.c 1.0.0 does not start") && problem.advice().contains("as it was before"), problem + problem.advice());
        assertEquals(before, states());
    }

    @Test
    void a_wish_that_names_a_missing_bundle_changes_nothing() {
        List<String> before = states();
        assertThrows(Problem.class, () -> Desk.meet(Desk.install(jar(0, "1.0.0")).remove("org.example.nobody")));
        assertEquals(before, states());
    }

    @Test
    void a_plan_in_words_says_everything() {
        Desk.meet(Desk.install(jar(0, "1.0.0")));
        List<String> words = Desk.installer().plan(Desk.install(jar(0, "1.5.0"), jar(1, "1.0.0")).switchOff("mezzotint.sampler.heun"), "a test").words();
        assertEquals(List.of(
                "Updates org.example.a from 1.0.0 to 1.5.0 as it was sent; signed by nobody.",
                "Installs org.example.b 1.0.0 as it was sent; signed by nobody.",
                "Switches mezzotint.sampler.heun off."), words);
    }

    @Test
    void a_plan_made_before_another_change_is_made_anew() {
        Wish wish = Desk.install(jar(0, "2.0.0"));
        String plan = Desk.installer().plan(wish, "a test").id();
        Desk.meet(Desk.install(jar(0, "1.0.0")));
        var change = Desk.installer().carryOut(plan, "a test", true).end().toCompletableFuture().join();
        assertEquals("1.0.0", change.plan().steps().get(0).before());
        assertEquals("2.0.0", Desk.find(NAMES.get(0)).orElseThrow().version());
    }

    private static List<String> states() {
        return Osgi.bundles().stream().map(b -> b.getSymbolicName() + " " + b.getVersion() + " " + (b.getState() == Bundle.ACTIVE)).sorted().toList();
    }
}
