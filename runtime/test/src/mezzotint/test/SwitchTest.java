package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import mezzotint.manage.Installer;
import mezzotint.plugin.Plugins;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every plugin can be switched off and on, removed and installed again, and its list says so. */
class SwitchTest {

    private final Installer installer = Osgi.service(Installer.class);
    private final Plugins plugins = Osgi.service(Plugins.class);

    @TestFactory
    Stream<DynamicTest> comes_and_goes() {
        return Osgi.plugins().stream().map(bundle -> DynamicTest.dynamicTest(bundle.getSymbolicName(), () -> {
            String name = bundle.getSymbolicName();
            byte[] jar = Osgi.jar(bundle);
            List<Boolean> before = states(name);
            assertTrue(!before.isEmpty() && before.stream().allMatch(on -> on), "on at first: " + before);
            assertFalse(installer.stop(name).on());
            assertTrue(states(name).stream().noneMatch(on -> on), "off after stop");
            assertEquals(before.size(), states(name).size(), "listed while it is off");
            assertTrue(installer.start(name).on());
            assertEquals(before, states(name), "on after start");
            installer.uninstall(name);
            assertEquals(List.of(), states(name), "not listed after it was removed");
            assertTrue(installer.install(jar).on());
            assertEquals(before, states(name), "on after it was installed");
        }));
    }

    /** Whether each plugin of a bundle is on. */
    private List<Boolean> states(String bundle) {
        return plugins.list().stream().filter(e -> e.bundle().equals(bundle)).map(Plugins.Entry::on).toList();
    }
}
