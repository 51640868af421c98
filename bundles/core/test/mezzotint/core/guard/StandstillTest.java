package mezzotint.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mezzotint.fault.Quarantine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** What becomes of a plugin whose thread does not come back in time. */
class StandstillTest {

    private static final Suspect SHIPPED = new Suspect("backend", "e", "E", "mezzotint.e", "1.0.0");
    private static final Suspect INSTALLED = new Suspect("backend", "x", "X", "org.example.x", "1.0.0");

    @TempDir
    private Path home;

    private FaultBook book;

    @BeforeEach
    void open() {
        book = TestBook.in(home, Map.of(), bundle(SHIPPED, "reference:file:/plugins/e.jar"), bundle(INSTALLED, "org.example.x"));
    }

    @AfterEach
    void close() {
        book.close();
    }

    private static Bundle bundle(Suspect who, String location) {
        return (Bundle) Proxy.newProxyInstance(StandstillTest.class.getClassLoader(), new Class<?>[] {Bundle.class},
                (proxy, method, args) -> method.getName().equals("getLocation") ? location : who.bundle());
    }

    /** One large picture may keep an engine busy for longer than its limit. */
    @Test
    void one_takes_nothing_that_ships_from_the_others() {
        book.stalled(HookTrace.meeting(RequestOrigin.NONE), SHIPPED, 600, true);
        assertEquals(List.of(), book.quarantined());
        String reason = book.spared().get(0).reason();
        assertTrue(reason.endsWith("took longer than 600 s; it stays in use, since it came with the workbench, and one request takes that from nobody"), reason);
    }

    @Test
    void one_is_enough_for_what_was_installed() {
        book.stalled(HookTrace.meeting(RequestOrigin.NONE), INSTALLED, 600, true);
        assertEquals(List.of(INSTALLED.bundle()), book.quarantined().stream().map(Quarantine::bundle).toList());
        assertEquals(List.of(), book.spared());
    }
}
