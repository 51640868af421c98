package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import mezzotint.manage.Wish;
import mezzotint.plugin.Plugins;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every plugin can be switched off and on, removed and installed again, and its list says so. */
class SwitchTest {

    private final Plugins plugins = Osgi.service(Plugins.class);

    @TestFactory
    Stream<DynamicTest> comes_and_goes() {
        return Osgi.plugins().stream().map(bundle -> DynamicTest.dynamicTest(bundle.getSymbolicName(), () -> {
            String name = bundle.getSymbolicName();
            byte[] jar = Osgi.jar(bundle);
            List<Boolean> before = states(name);
            assertTrue(!before.isEmpty() && before.stream().allMatch(on -> on), "on at first: " + before);
            TestInstaller.meet(Wish.NOTHING.switchOff(name));
            assertFalse(on(name));
            assertTrue(states(name).stream().noneMatch(on -> on), "off after stop");
            assertEquals(before.size(), states(name).size(), "listed while it is off");
            TestInstaller.meet(Wish.NOTHING.switchOn(name));
            assertTrue(on(name));
            assertEquals(before, states(name), "on after start");
            TestInstaller.meet(Wish.NOTHING.remove(name));
            assertEquals(List.of(), states(name), "not listed after it was removed");
            TestInstaller.meet(TestInstaller.install(jar));
            assertTrue(on(name));
            assertEquals(before, states(name), "on after it was installed");
        }));
    }

    private static boolean on(String bundle) {
        return TestInstaller.find(bundle).orElseThrow().on();
    }

    /** Whether each plugin of a bundle is on. */
    private List<Boolean> states(String bundle) {
        return plugins.list().stream().filter(e -> e.bundle().equals(bundle)).map(Plugins.Entry::on).toList();
    }
}
