package mezzotint.plugin;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plugin picked by a user.
 *
 * @param id id, label or alias of the plugin
 * @param params values for some of its parameters, by name; the others keep their defaults
 */
public record Choice(String id, Map<String, Object> params) {

    public Choice {
        params = Collections.unmodifiableMap(new TreeMap<>(params));
    }

    /** The plugin with its defaults. */
    public static Choice of(String id) {
        return new Choice(id, Map.of());
    }
}
