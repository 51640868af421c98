package mezzotint.rest.sdapi;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import mezzotint.libs.disk.WholeFile;
import mezzotint.model.Models;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** The options of {@code /sdapi/v1/options}: those that mean something here, and whatever else a client set. */
@Component(service = Options.class)
public final class Options {

    private static final Gson GSON = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).serializeNulls()
            .setPrettyPrinting().create();
    private static final String MODEL = "sd_model_checkpoint";
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("samples_format", "png"), Map.entry("jpeg_quality", 80L), Map.entry("return_grid", true), Map.entry("CLIP_stop_at_last_layers", 1L),
            Map.entry("randn_source", "CPU"), Map.entry("eta_noise_seed_delta", 0L), Map.entry("sd_vae", "Automatic"),
            Map.entry("samples_save", true), Map.entry("face_restoration_model", "CodeFormer"), Map.entry("live_previews_enable", true),
            Map.entry("sd_checkpoint_hash", ""), Map.entry("enable_pnginfo", true));

    private final Models models;
    private final Path file;
    private final Map<String, Object> set = new TreeMap<>();

    @Activate
    public Options(@Reference Models models, BundleContext context) {
        this.models = models;
        this.file = Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")).resolve("conf/sdapi-options.json");
        load();
    }

    private void load() {
        try {
            if (Files.exists(file)) {
                Map<String, Object> kept = GSON.fromJson(Files.readString(file), new TypeToken<Map<String, Object>>() {}.getType());
                set.putAll(Objects.requireNonNullElse(kept, Map.of()));
            }
        } catch (IOException | JsonParseException e) {
            LoggerFactory.getLogger(Options.class).warn("{} cannot be read, so its options have their defaults: {}", file, e.getMessage());
        }
    }

    /** Every option with its value. */
    synchronized Map<String, Object> all() {
        var all = new TreeMap<String, Object>(DEFAULTS);
        models.list().stream().findFirst().ifPresent(card -> all.put(MODEL, Checkpoints.title(card)));
        all.putAll(set);
        return all;
    }

    /** Every option with its value for one request. */
    Map<String, Object> with(Map<?, ?> overrides) {
        var all = new LinkedHashMap<>(all());
        overrides.forEach((name, value) -> all.put(String.valueOf(name), value));
        all.computeIfAbsent(MODEL, name -> all().get(MODEL)); // null is no other model
        return all;
    }

    /**
     * Sets options for all requests to come, and keeps them over a restart.
     *
     * @throws Problem of kind {@code INVALID} if there is no such model
     */
    synchronized void set(Map<?, ?> changes) {
        var next = new TreeMap<String, Object>(set);
        changes.forEach((name, value) -> next.put(String.valueOf(name), value));
        if (changes.get(MODEL) != null) {
            next.put(MODEL, Checkpoints.title(Checkpoints.find(models, changes.get(MODEL))));
        } else if (changes.containsKey(MODEL)) {
            next.put(MODEL, all().get(MODEL));
        }
        save(next);
        set.putAll(next);
    }

    private void save(Map<String, Object> options) {
        try {
            WholeFile.write(file, GSON.toJson(options));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, "the options cannot be kept in " + file + ": " + e.getMessage(), "check who may write there", e);
        }
    }
}
