package mezzotint.test.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Every bundle of the distribution resolves and starts. */
class BundlesTest {

    @TestFactory
    Stream<DynamicTest> starts() {
        return Osgi.bundles().stream().map(bundle -> DynamicTest.dynamicTest(bundle.getSymbolicName(), () -> {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null) {
                assertEquals(Bundle.RESOLVED, bundle.getState());
                return;
            }
            if (bundle.getState() != Bundle.ACTIVE) {
                start(bundle);
            }
            assertEquals(Bundle.ACTIVE, bundle.getState(), bundle + " was not started by the launcher");
        }));
    }

    /** The exception names what is missing. */
    private static void start(Bundle bundle) throws BundleException {
        bundle.start(Bundle.START_TRANSIENT);
        throw new AssertionError(bundle + " starts, but the launcher did not start it");
    }

    @Test
    void plugins_are_there() {
        assertFalse(Osgi.plugins().isEmpty());
    }

    @Test
    void every_symbolic_name_is_there_once() {
        List<String> names = Osgi.bundles().stream().map(Bundle::getSymbolicName).sorted().toList();
        assertEquals(names.stream().distinct().toList(), names);
    }
}
