package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mezzotint.plugin.Hook;
import mezzotint.plugin.Param;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugin;
import org.junit.jupiter.api.Test;

/** What holds for a plugin of any hook. */
public interface PluginContract {

    Hook<?> plugin();

    @Test
    default void isNamed() {
        Plugin name = plugin().getClass().getAnnotation(Plugin.class);
        assertNotNull(name, "the class carries @Plugin");
        assertTrue(name.id().matches("[a-z0-9]+"), "the id is lower case letters and digits: " + name.id());
    }

    @Test
    default void hasParametersWithLabelsAndDefaults() {
        var type = Parameters.type(plugin());
        assertNotNull(Parameters.defaults(type));
        for (var part : type.getRecordComponents()) {
            assertNotNull(part.getAnnotation(Param.class), part.getName() + " carries @Param");
        }
    }
}
