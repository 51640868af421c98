package mezzotint.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import mezzotint.libs.config.Config;
import mezzotint.model.Models.Card;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.studio.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a model says of itself: {@code mezzotint.json} in its folder, or beside its file. The model itself may be fine where that is
 * not, so it stays in the list; what cannot be read is left out and named in the log.
 */
final class CardReader {

    /** What diffusers' way of spacing the steps comes closest to here. */
    private static final Map<String, String> SCHEDULES = Map.of("use_karras_sigmas", "karras", "use_exponential_sigmas", "exponential",
            "use_beta_sigmas", "beta");
    private static final Logger LOGGER = LoggerFactory.getLogger(CardReader.class);

    /** A list is asked for with each request; the log hears of a mistake once. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param name by which it is chosen */
    Card read(String name, Path model) {
        String file = model.getFileName().toString();
        boolean folder = Files.isDirectory(model);
        String stem = folder ? file : CheckpointFiles.bare(file);
        String plain = name.substring(name.lastIndexOf('/') + 1);
        Config card = config(folder ? model.resolve("mezzotint.json") : model.resolveSibling(stem + ".mezzotint.json"));
        var defaults = new TreeMap<String, Object>();
        if (folder) {
            schedule(config(model.resolve("scheduler/scheduler_config.json"))).ifPresent(schedule -> defaults.put("schedule", schedule));
        }
        defaults.putAll(or(card, Map.of(), () -> defaults(card)));
        return new Card(name, or(card, plain, () -> card.text("label", plain)), or(card, "", () -> card.text("description", "")), model, defaults,
                or(card, List.of(), () -> card.texts("examples").stream().flatMap(Optional::stream).toList()));
    }

    /** An object without values where the file is not there, or is none. */
    private Config config(Path file) {
        try {
            return Files.isRegularFile(file) ? Config.read(file, file.toString()) : Config.empty(file.toString());
        } catch (IOException | Problem e) {
            tell(file.toString(), e);
            return Config.empty(file.toString());
        }
    }

    private <T> T or(Config config, T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Problem e) {
            tell(config.file(), e);
            return otherwise;
        }
    }

    private void tell(String file, Exception wrong) {
        if (told.add(file + wrong.getMessage())) {
            LOGGER.warn("what is wrong in {} is left out: {}", file, wrong.getMessage());
        }
    }

    /** The schedule that the model's own scheduler asks for; what is wrong in its file is told when the model is opened. */
    private Optional<String> schedule(Config scheduler) {
        return or(scheduler, Optional.<String>empty(), () -> SCHEDULES.entrySet().stream().filter(s -> scheduler.flag(s.getKey(), false))
                .map(Map.Entry::getValue).findFirst()
                .or(() -> scheduler.text("timestep_spacing", "").equals("trailing") ? Optional.of("sgmuniform") : Optional.empty()));
    }

    private Map<String, Object> defaults(Config config) {
        Config object = config.object("defaults");
        var defaults = new TreeMap<String, Object>();
        for (String setting : object.keys()) {
            if (object.has(setting)) {
                or(config, null, () -> defaults.put(setting, checked(setting, object.plain(setting))));
            }
        }
        return defaults;
    }

    /** @throws Problem if there is no such setting, or not with such a value */
    private static Object checked(String setting, Object value) {
        Object plain = value instanceof Map<?, ?> plugin ? plugin.get("id") : value;
        Parameters.read(Settings.class, Collections.singletonMap(setting, plain));
        return value;
    }
}
