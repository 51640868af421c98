package mezzotint.sdapi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import mezzotint.libs.infotext.ParamFacts;
import mezzotint.plugin.Plugins;
import mezzotint.sdapi.fields.Base64Pictures;
import mezzotint.studio.Uploads;

/**
 * What a request needs of a plugin. The plugin's parameter record says what it can do: a setting that it has no parameter for must not have
 * been asked for.
 *
 * @param hook simple name in lower case
 * @param id the plugin that is needed; empty for any of the hook
 * @param words what the plugin does, after "no plugin"
 * @param values by the names that the hook gives its settings; pictures as base64
 * @param asked names of those that are not as they are where nothing is said
 */
record PluginNeed(String hook, String id, String words, Map<String, Object> values, Set<String> asked) {

    /** Settings that are pictures. */
    private static final Set<String> PICTURES = Set.of("picture", "mask");

    /** Any plugin of that name, as it is. */
    static PluginNeed named(String hook, String id, String words) {
        return new PluginNeed(hook, id, words, Map.of(), Set.of());
    }

    /** @param usual the values where nothing is said */
    static PluginNeed of(String hook, String id, String words, Map<String, Object> values, Map<String, Object> usual) {
        var asked = new TreeSet<String>();
        values.forEach((name, value) -> {
            if (!Objects.equals(value, usual.get(name))) {
                asked.add(name);
            }
        });
        return new PluginNeed(hook, id, words, values, asked);
    }

    /** @throws mezzotint.plugin.Problem of kind {@code UNSUPPORTED} if no plugin that is on can do it, with the hook that is missing */
    Plugins.Entry plugin(List<Plugins.Entry> entries) {
        List<Plugins.Entry> able = entries.stream().filter(e -> e.on() && e.hook().equals(hook) && (id.isEmpty() || e.isCalled(id)))
                .sorted(Comparator.comparing((Plugins.Entry e) -> !isModel(e))).toList();
        if (able.isEmpty()) {
            throw Features.missing(hook + (id.isEmpty() ? "" : " \"" + id + "\""), words);
        }
        return able.stream().filter(e -> lacking(e).isEmpty()).findFirst().orElseThrow(() -> {
            Set<String> lacking = lacking(able.get(0));
            return Features.missing(hook + " with " + String.join(", ", lacking), words + " as asked: " + able.get(0).label() + " has no setting for that");
        });
    }

    /** Whether the model that is asked for is the plugin itself. */
    private boolean isModel(Plugins.Entry entry) {
        return entry.isCalled(String.valueOf(values.getOrDefault("model", "")));
    }

    private Set<String> lacking(Plugins.Entry entry) {
        var lacking = new TreeSet<>(asked);
        lacking.removeAll(ParamFacts.names(entry.params()));
        if (isModel(entry)) {
            lacking.remove("model");
        }
        return lacking;
    }

    /** The setting of the studio: the plugin, with what it takes. Pictures are kept now. */
    Map<String, Object> choice(List<Plugins.Entry> entries, Uploads uploads) {
        Plugins.Entry plugin = plugin(entries);
        var params = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> {
            if (ParamFacts.names(plugin.params()).contains(name) && (asked.contains(name) || !PICTURES.contains(name))) {
                params.put(name, name.equals("mask") ? Base64Pictures.mask(String.valueOf(value), Boolean.TRUE.equals(values.get("round")), uploads)
                        : PICTURES.contains(name) ? Base64Pictures.name(String.valueOf(value), uploads) : value);
            }
        });
        return Map.of("id", plugin.id(), "params", params);
    }
}
