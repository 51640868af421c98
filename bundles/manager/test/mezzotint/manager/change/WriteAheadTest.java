package mezzotint.manager.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.manage.PluginSettings;
import mezzotint.manage.Setting;
import mezzotint.manager.installed.Target;
import mezzotint.manager.settings.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadTest {

    @TempDir
    private Path folder;

    @Test
    void what_is_put_off_keeps_its_jar_and_settings_until_it_is_to_go() {
        var scope = new Scope(Map.of("org.pid", Set.of("key")), new PluginSettings(Map.of("org.pid", Map.of("steps", Setting.of(3)))));
        new WriteAhead(folder).postpone("anna", List.of(new Target("org.own", true, "a", true, null).with(scope)), Set.of());
        new WriteAhead(folder).postpone("bea", List.of(new Target("org.own", true, null, false, null)), Set.of());
        Target later = new WriteAhead(folder).targets().get("org.own");
        assertFalse(later.on());
        assertEquals("a", later.jar());
        assertEquals(scope, later.scope());
        new WriteAhead(folder).postpone("bea", List.of(Target.absent("org.own")), Set.of());
        assertNull(new WriteAhead(folder).targets().get("org.own").scope());
    }

    @Test
    void what_was_agreed_to_is_known_until_it_is_made() {
        new WriteAhead(folder).postpone("anna", List.of(new Target("org.own", true, "a", true, null)), Set.of("a"));
        new WriteAhead(folder).postpone("bea", List.of(new Target("org.other", true, "b", true, null)), Set.of());
        assertEquals(Set.of("a"), new WriteAhead(folder).agreed());
        new WriteAhead(folder).forgetPostponed();
        assertEquals(Set.of(), new WriteAhead(folder).agreed());
    }
}
