package mezzotint.libs.infotext;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.plugin.Names;
import mezzotint.plugin.Plugins;

/** Samplers and schedules by the names that other programs gave them over the years, read as {@code POST /api/jobs} reads them. */
public final class SamplerLookup {

    public static final String AUTOMATIC = "automatic";
    private static final Set<String> NO_SCHEDULE = Set.of("", AUTOMATIC, "default", "usesamescheduler", "none", "null");

    /** A sampler, by a name that it has in this workbench, and a schedule. */
    public record Pair(String sampler, String schedule) {}

    private final List<Plugins.Entry> entries;

    public SamplerLookup(Plugins plugins) {
        this.entries = plugins.list();
    }

    /**
     * The sampler and schedule that a pair of names means: {@code DPM++ 2M Karras} names both, and so does {@code dpmpp_2m_k}. A schedule in the
     * sampler's name counts more, as in AUTOMATIC1111.
     *
     * @param schedule empty for none
     * @return empty if no sampler, on or off, has the name
     */
    public Optional<Pair> find(String sampler, String schedule) {
        if (plugin("sampler", sampler).isPresent()) {
            return Optional.of(new Pair(sampler, isNoSchedule(schedule) ? AUTOMATIC : schedule));
        }
        if (sampler.endsWith("_k")) {
            return find(sampler + "arras", schedule);
        }
        return parted(sampler).filter(pair -> plugin("sampler", pair.sampler()).isPresent()).findFirst();
    }

    /** The schedule at the end of a name whose front is no sampler: {@code DPM adaptive Karras}. */
    public Optional<String> schedule(String sampler) {
        return parted(sampler).map(Pair::schedule).findFirst();
    }

    /** Where a schedule is named at the end, the longest name first. */
    private Stream<Pair> parted(String name) {
        return IntStream.range(1, name.length()).filter(at -> " _".indexOf(name.charAt(at)) >= 0)
                .mapToObj(at -> new Pair(name.substring(0, at), name.substring(at + 1))).filter(pair -> plugin("schedule", pair.schedule()).isPresent());
    }

    public static boolean isNoSchedule(String name) {
        return NO_SCHEDULE.contains(Names.key(name));
    }

    /** A plugin of a hook by its id, label or alias. */
    public Optional<Plugins.Entry> plugin(String hook, String name) {
        return Names.key(name).isEmpty() ? Optional.empty() : entries.stream().filter(e -> e.hook().equals(hook) && e.isCalled(name)).findFirst();
    }
}
