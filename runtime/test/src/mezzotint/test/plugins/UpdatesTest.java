package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mezzotint.manage.Installed;
import mezzotint.manage.Plan;
import mezzotint.manage.Repositories;
import mezzotint.manage.Wish;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.test.kit.TestRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One update that cannot work here keeps no other from being made, and is said. */
class UpdatesTest {

    private static final String FIRST = "org.example.update.first";
    private static final String SECOND = "org.example.update.second";
    private static final String THIRD = "org.example.update.third";
    private static final String PACKAGE = "org.example.update.shared";
    private static final String NOWHERE = "org.example.nowhere";

    private final Repositories repositories = Osgi.service(Repositories.class);

    @TempDir
    private Path folder;

    @AfterEach
    void clean() {
        Wish wish = Wish.NOTHING;
        for (String name : List.of(FIRST, SECOND, THIRD)) {
            wish = TestInstaller.find(name).isPresent() ? wish.remove(name) : wish;
        }
        TestInstaller.meet(wish);
        repositories.list().stream().filter(r -> !r.bundled()).forEach(r -> repositories.remove(r.name(), "a test"));
    }

    private void offer(TestRepository repository) throws IOException {
        repositories.add("updates", repository.write().index(), "", "a test");
    }

    private static Plan plan() {
        return TestInstaller.installer().plan(all(), "a test");
    }

    private static Wish all() {
        return Wish.NOTHING.install(FIRST, "").install(SECOND, "").install(THIRD, "");
    }

    private static Map<String, String> versions() {
        var versions = new TreeMap<String, String>();
        TestInstaller.installer().list().stream().filter(i -> i.name().startsWith("org.example.update.")).forEach((Installed i) -> versions.put(i.name(), i.version()));
        return versions;
    }

    @Test
    void each_becomes_the_newest_that_works() throws IOException {
        TestInstaller.meet(TestInstaller.install(jar(FIRST), jar(SECOND), jar(THIRD)));
        offer(new TestRepository(folder).add(FIRST, "2.0.0", "", "").add(SECOND, "2.0.0", "", "").add(SECOND, "3.0.0", "", NOWHERE).add(THIRD, "2.0.0", "", NOWHERE));
        Plan plan = plan();
        assertEquals(List.of("leaves out " + SECOND + " 3.0.0: " + SECOND + " cannot work here: nothing here provides the package " + NOWHERE,
                "leaves out " + THIRD + " 2.0.0: " + THIRD + " cannot work here: nothing here provides the package " + NOWHERE), plan.warnings());
        assertTrue(plan.words().stream().anyMatch(w -> w.startsWith("Leaves out " + THIRD + " 2.0.0: ")), plan.words()::toString);
        TestInstaller.meet(all());
        assertEquals(Map.of(FIRST, "2.0.0", SECOND, "2.0.0", THIRD, "1.0.0"), versions());
        assertEquals(List.of(), plan().steps());
    }

    /** What others need is not taken from them: that shows only when the update is put in its place. */
    @Test
    void an_update_that_breaks_another_plugin_is_left_out() throws IOException {
        TestInstaller.meet(TestInstaller.install(jar(FIRST), new TestJar(SECOND, "1.0.0").header("Export-Package", PACKAGE + ";version=1.0").bytes(),
                new TestJar(THIRD, "1.0.0").header("Import-Package", PACKAGE).bytes()));
        offer(new TestRepository(folder).add(FIRST, "2.0.0", "", "").add(SECOND, "2.0.0", "", "").add(SECOND, "1.5.0", PACKAGE, ""));
        Plan plan = plan();
        assertEquals(1, plan.warnings().stream().filter(w -> w.startsWith("leaves out " + SECOND + " 2.0.0: " + THIRD) && w.contains(PACKAGE)).count(),
                plan.warnings()::toString);
        TestInstaller.meet(all());
        assertEquals(Map.of(FIRST, "2.0.0", SECOND, "1.5.0", THIRD, "1.0.0"), versions());
    }

    @Test
    void an_update_that_is_not_let_in_is_left_out() throws IOException {
        TestInstaller.meet(TestInstaller.install(jar(FIRST), jar(SECOND), jar(THIRD)));
        offer(new TestRepository(folder).add(FIRST, "2.0.0", "", "").add(SECOND, "2.0.1", "", "").add(THIRD, "2.0.0", "", ""));
        Files.write(folder.resolve(SECOND + "-2.0.1.jar"), jar(SECOND));
        assertTrue(plan().warnings().stream().anyMatch(w -> w.startsWith("leaves out " + SECOND + " 2.0.1: the jar at ")), plan().warnings()::toString);
        TestInstaller.meet(all());
        assertEquals(Map.of(FIRST, "2.0.0", SECOND, "1.0.0", THIRD, "2.0.0"), versions());
    }

    /** Neither works without the other. */
    @Test
    void updates_that_need_each_other_come_together() throws IOException {
        TestInstaller.meet(TestInstaller.install(jar(FIRST), new TestJar(SECOND, "1.0.0").header("Export-Package", PACKAGE + ";version=1.0").bytes(),
                new TestJar(THIRD, "1.0.0").header("Import-Package", PACKAGE).bytes()));
        offer(new TestRepository(folder).add(FIRST, "2.0.0", "", NOWHERE).add(SECOND, "2.0.0", NOWHERE + ".other", "").add(THIRD, "2.0.0", "", NOWHERE + ".other"));
        assertEquals(1, plan().warnings().stream().filter(w -> w.startsWith("leaves out ")).count(), plan().warnings()::toString);
        TestInstaller.meet(all());
        assertEquals(Map.of(FIRST, "1.0.0", SECOND, "2.0.0", THIRD, "2.0.0"), versions());
    }

    private static byte[] jar(String name) {
        return new TestJar(name, "1.0.0").bytes();
    }
}
