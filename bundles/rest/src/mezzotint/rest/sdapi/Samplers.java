package mezzotint.rest.sdapi;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.plugin.Names;
import mezzotint.plugin.Plugins;

/** Samplers and schedules by the names that other programs gave them over the years. */
final class Samplers {

    static final String AUTOMATIC = "automatic";
    private static final Set<String> NO_SCHEDULE = Set.of("", AUTOMATIC, "default", "usesamescheduler");

    /** A sampler, by its name in this workbench, and a schedule. */
    record Pair(String sampler, String schedule) {}

    private final List<Plugins.Entry> entries;

    Samplers(Plugins plugins) {
        this.entries = plugins.list();
    }

    /**
     * The sampler and schedule that a pair of names means: {@code DPM++ 2M Karras} names both, and so does {@code dpmpp_2m_k}.
     *
     * @param schedule empty for none
     * @return empty if no sampler, on or off, has the name
     */
    Optional<Pair> find(String sampler, String schedule) {
        String given = NO_SCHEDULE.contains(Names.key(schedule)) ? AUTOMATIC : schedule;
        if (plugin("sampler", sampler).isPresent()) {
            return Optional.of(new Pair(sampler, given));
        }
        if (sampler.endsWith("_k")) {
            return find(sampler + "arras", schedule);
        }
        return all("schedule").flatMap(entry -> Stream.concat(Stream.of(entry.label(), entry.id()), entry.aliases().stream()))
                .sorted(Comparator.comparing(String::length).reversed())
                .flatMap(label -> withSuffix(sampler, label, given).stream())
                .findFirst();
    }

    private Optional<Pair> withSuffix(String sampler, String label, String given) {
        boolean ends = sampler.toLowerCase(Locale.ROOT).endsWith(label.toLowerCase(Locale.ROOT)) && sampler.length() > label.length();
        String bare = ends ? sampler.substring(0, sampler.length() - label.length()).replaceFirst("[ _]+$", "") : "";
        return plugin("sampler", bare).map(entry -> new Pair(bare, given.equals(AUTOMATIC) ? label : given));
    }

    /** A plugin of a hook by its id, label or alias. */
    Optional<Plugins.Entry> plugin(String hook, String name) {
        String key = Names.key(name);
        return key.isEmpty() ? Optional.empty() : all(hook).filter(e -> e.isCalled(name)).findFirst();
    }

    private Stream<Plugins.Entry> all(String hook) {
        return entries.stream().filter(e -> e.hook().equals(hook));
    }
}
