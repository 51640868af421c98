package mezzotint.sdapi;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import mezzotint.diffusion.NoiseSource;
import mezzotint.libs.disk.WholeFile;
import mezzotint.model.Models;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Fields;
import mezzotint.studio.Order;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The options of {@code /sdapi/v1/options}, which every user has for themselves: those of AUTOMATIC1111, each checked before it is kept. */
@Component(service = Options.class)
public final class Options {

    static final String MODEL = "sd_model_checkpoint";
    private static final String HASH = "sd_checkpoint_hash";
    private static final String NOISE = "randn_source";
    private static final Logger LOG = LoggerFactory.getLogger(Options.class);
    private static final Map<String, Option> TABLE = Option.table();
    private static final Gson GSON = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).serializeNulls()
            .setPrettyPrinting().create();

    private final Models models;
    private final Plugins plugins;
    private final Path file;
    /** By owner. */
    private final Map<String, Map<String, Object>> set = new TreeMap<>();

    @Activate
    public Options(@Reference Models models, @Reference Plugins plugins, BundleContext context) {
        this.models = models;
        this.plugins = plugins;
        this.file = Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")).resolve("conf/sdapi-options.json");
        load();
    }

    private void load() {
        try {
            if (Files.exists(file)) {
                Map<String, Object> kept = GSON.fromJson(Files.readString(file), new TypeToken<Map<String, Object>>() {}.getType());
                owners(Objects.requireNonNullElse(kept, Map.of())).forEach((owner, options) -> set.put(owner, usable(options)));
            }
        } catch (IOException | JsonParseException e) {
            LOG.warn("{} cannot be read, so its options have their defaults: {}", file, e.getMessage());
        }
    }

    /** Before users had options of their own the file held those of all. */
    private static Map<String, Map<?, ?>> owners(Map<String, Object> kept) {
        var owners = new HashMap<String, Map<?, ?>>();
        kept.forEach((owner, options) -> {
            if (options instanceof Map<?, ?> map) {
                owners.put(owner, map);
            }
        });
        return owners.size() == kept.size() ? owners : Map.of(Order.LOCAL_USER, kept);
    }

    /** What of a file can be used: plugins may not have started yet, so no name is looked up. */
    private Map<String, Object> usable(Map<?, ?> options) {
        var usable = new TreeMap<String, Object>();
        options.forEach((name, value) -> {
            Option option = TABLE.get(String.valueOf(name));
            if (option != null && value != null) {
                option.read(value).ifPresentOrElse(read -> usable.put(option.field().name(), read),
                        () -> LOG.warn("{}: {} is {}, so it has its default: {}", file, name, Fields.shown(value), option.needed()));
            }
        });
        return usable;
    }

    /** Every option of an owner with its value. */
    Map<String, Object> of(String owner) {
        var all = new TreeMap<String, Object>();
        TABLE.forEach((name, option) -> all.put(name, option.field().fallback()));
        synchronized (this) {
            all.putAll(set.getOrDefault(owner, Map.of()));
        }
        // The model that was set may have been removed since.
        Optional<Models.Card> card = "".equals(all.get(MODEL)) ? Optional.empty() : Checkpoints.known(models, all.get(MODEL));
        if (card.isEmpty()) {
            card = models.list().stream().findFirst();
            all.put(MODEL, card.map(Models.Card::title).orElse(""));
        }
        card.ifPresent(found -> all.put(HASH, models.knownSha256(found).orElse("")));
        return all;
    }

    /**
     * Every option of an owner with its value for one request.
     *
     * @param notes takes in what is left out of the overrides
     * @throws ErrorReply with status 422 if a value cannot be used
     */
    Map<String, Object> with(String owner, Map<?, ?> overrides, List<String> notes) {
        var all = of(owner);
        overrides.forEach((name, value) -> {
            if (!MODEL.equals(name)) {
                read(String.valueOf(name), value, notes, "override_settings").forEach(all::put);
            } else if (value != null && !Fields.isNothing(String.valueOf(value))) {
                // Found, or refused in words, when the request is translated.
                all.put(MODEL, String.valueOf(value));
            }
        });
        return all;
    }

    /**
     * Sets options for all requests of an owner to come, and keeps them over a restart. Either all are set or none; null changes nothing.
     *
     * @return what was left out, a sentence each
     * @throws ErrorReply with status 422 if a value cannot be used
     * @throws Problem of kind {@code INVALID} if there is no such model
     */
    List<String> set(String owner, Map<?, ?> changes) {
        var notes = new ArrayList<String>();
        var read = new TreeMap<String, Object>();
        changes.forEach((name, value) -> read.putAll(read(String.valueOf(name), value, notes)));
        synchronized (this) {
            var next = new TreeMap<>(set);
            var own = new TreeMap<>(set.getOrDefault(owner, Map.of()));
            own.putAll(read);
            next.put(owner, own);
            save(next);
            set.put(owner, own);
        }
        notes.addAll(inVain(read));
        return notes;
    }

    /** The option with its value, or nothing if that changes nothing. */
    private Map<String, Object> read(String name, Object value, List<String> notes, String... place) {
        Option option = TABLE.get(name);
        if (option == null) {
            notes.add("there is no option " + Fields.shown(name) + ", so it is ignored");
            return Map.of();
        }
        if (value == null || name.equals(HASH)) {
            return Map.of();
        }
        if (name.equals(MODEL)) {
            return Fields.isNothing(String.valueOf(value)) ? Map.of() : Map.of(MODEL, Checkpoints.find(models, value).title());
        }
        boolean known = !name.equals(NOISE) || plugins.knows(NoiseSource.class, String.valueOf(value));
        return Map.of(name, option.read(value).filter(v -> known).orElseThrow(() -> refused(option, value, place)));
    }

    /** Whether an option has another value than its default. */
    static boolean isSet(String name, Map<String, Object> values) {
        return !TABLE.get(name).field().fallback().equals(values.get(name));
    }

    private ErrorReply refused(Option option, Object value, String... place) {
        String name = option.field().name();
        String needed = name.equals(NOISE) ? "choose among CPU, GPU, NV, or the label of a source of noise" : option.needed();
        return ErrorReply.fault(name + " is " + Fields.shown(value) + ": " + needed, "value_error", place.length == 0 ? new String[] {name}
                : new String[] {place[0], name});
    }

    /** Says which of the options ask for something that nothing here does. */
    static List<String> inVain(Map<String, Object> values) {
        return values.entrySet().stream().filter(e -> TABLE.containsKey(e.getKey()) && e.getValue() != null && TABLE.get(e.getKey()).isInVain(e.getValue()))
                .map(e -> "the option " + e.getKey() + " is " + Fields.shown(e.getValue()) + ", and nothing here reads it").toList();
    }

    private void save(Map<String, Map<String, Object>> options) {
        try {
            WholeFile.write(file, GSON.toJson(options));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the options cannot be kept in " + file + ": " + e.getMessage(), "check who may write there", e);
        }
    }
}
