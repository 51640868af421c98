package mezzotint.sdapi;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.infotext.ParamFacts;
import mezzotint.libs.infotext.SamplerLookup;
import mezzotint.libs.web.UsedMemory;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Models;
import mezzotint.plugin.Alias;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.plugin.Schema;
import mezzotint.text.EmbeddingFile;
import org.slf4j.LoggerFactory;

/** What there is to choose from, in the forms of A1111 1.10. A list is empty where nothing of the kind can be used here. */
final class Lists {

    private final Plugins plugins;
    private final Models models;

    Lists(Plugins plugins, Models models) {
        this.plugins = plugins;
        this.models = models;
    }

    List<Map<String, Object>> samplers() {
        return plugins.withAll(Sampler.class, leases -> leases.stream().flatMap(Lists::sampler)
                .sorted(Comparator.comparing(s -> String.valueOf(s.get("name")))).toList());
    }

    private static Stream<Map<String, Object>> sampler(Lease<?> lease) {
        String schedule = ((Sampler<?>) lease.hook()).schedule();
        return listed(lease.entry(), schedule.equals("uniform") ? Map.of() : Map.of("scheduler", schedule));
    }

    /** The sampler, and under a name of their own the ways to set it that have one: {@code DPM++ 2M SDE Heun}. */
    private static Stream<Map<String, Object>> listed(Plugins.Entry entry, Map<String, Object> options) {
        var names = new LinkedHashMap<Map<String, Object>, List<String>>();
        names.computeIfAbsent(Map.of(), set -> new ArrayList<>()).addAll(List.of(entry.label(), entry.id()));
        entry.aliases().stream().map(Alias::of).forEach(alias -> names.computeIfAbsent(alias.params(), set -> new ArrayList<>()).add(alias.name()));
        return names.values().stream().map(all -> row("name", all.get(0), "aliases", all.stream().skip(1).distinct().toList(), "options", options));
    }

    /** An alias is the name that was given in training, which stands in the file; here the file's name is the only one. */
    List<Map<String, Object>> loras() {
        return models.extras("Lora").stream().map(extra -> row("name", extra.shortName(), "alias", extra.shortName(), "path", extra.path().toString(),
                "metadata", Map.of())).toList();
    }

    /** All that are embeddings count as loaded: A1111 skips those that are not for the model it has in memory, and here a request names its model. */
    Map<String, Object> embeddings() {
        var loaded = new LinkedHashMap<String, Object>();
        plugins.withAll(CheckpointFormat.class, formats -> {
            models.extras("embeddings").forEach(extra -> read(extra, formats).ifPresent(file -> loaded.putIfAbsent(file.name(), row("step", null, "sd_checkpoint", null,
                    "sd_checkpoint_name", null, "shape", file.widths().stream().mapToInt(Integer::intValue).sum(), "vectors", file.vectors()))));
            return null;
        });
        return row("loaded", loaded, "skipped", Map.of());
    }

    private static Optional<EmbeddingFile> read(Models.Extra extra, List<Lease<CheckpointFormat>> formats) {
        for (Lease<CheckpointFormat> format : formats) {
            try {
                if (format.hook().reads(extra.path())) {
                    try (Checkpoint file = format.hook().open(extra.path())) {
                        return Optional.of(EmbeddingFile.of(extra.shortName(), file));
                    }
                }
            } catch (IOException | Problem e) {
                LoggerFactory.getLogger(Lists.class).debug("{} is no embedding: {}", extra.path(), e.getMessage());
            }
        }
        return Optional.empty();
    }

    List<Map<String, Object>> schedulers() {
        var all = new ArrayList<Map<String, Object>>();
        all.add(row("name", SamplerLookup.AUTOMATIC, "label", "Automatic", "aliases", null, "default_rho", -1.0, "need_inner_model", false));
        on("schedule").forEach(e -> {
            List<String> aliases = Stream.concat(Stream.of(e.id()), e.aliases().stream().map(alias -> Alias.of(alias).name()))
                    .filter(alias -> !alias.equals(name(e))).distinct().toList();
            all.add(row("name", name(e), "label", e.label(), "aliases", aliases.isEmpty() ? null : aliases, "default_rho", rho(e), "need_inner_model", false));
        });
        return all;
    }

    /** A1111 makes it of the label: {@code sgm_uniform}. */
    private static String name(Plugins.Entry schedule) {
        return schedule.label().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static double rho(Plugins.Entry entry) {
        return usual(entry, "rho").orElse(-1);
    }

    /** The default of a plugin's parameter; empty where it has none of that name, or no number. */
    private static OptionalDouble usual(Plugins.Entry entry, String param) {
        return ParamFacts.names(entry.params()).contains(param) && Schema.of(entry.params()).get("properties") instanceof Map<?, ?> parts
                && parts.get(param) instanceof Map<?, ?> part && part.get("default") instanceof Number n ? OptionalDouble.of(n.doubleValue())
                        : OptionalDouble.empty();
    }

    List<Map<String, Object>> checkpoints() {
        return models.list().stream().map(card -> row("title", card.title(), "model_name", card.name(), "hash", models.knownSha256(card)
                .map(Models::brief).orElse(null),
                "sha256", models.knownSha256(card).orElse(null), "filename", card.path().toString(), "config", null)).toList();
    }

    List<Map<String, Object>> upscalers() {
        var none = row("name", "None", "model_name", null, "model_path", null, "model_url", null, "scale", 4.0);
        return Stream.concat(Stream.of(none), new Upscalers(plugins, models).all().stream().map(each -> row("name", each.name(), "model_name",
                each.plugin().id(),
                "model_path", each.file().map(Object::toString).orElse(null), "model_url", each.plugin().source(), "scale", scale(each)))).toList();
    }

    private static double scale(Upscalers.Upscaler upscaler) {
        double usual = usual(upscaler.plugin(), "scale").orElse(0);
        return usual > 0 ? usual : 4;
    }

    List<Map<String, Object>> faceRestorers() {
        return on("postprocessor").filter(e -> Stream.concat(Stream.of(e.id()), e.aliases().stream()).anyMatch("facerestorer"::equals))
                .map(e -> row("name", e.label(), "cmd_dir", null)).toList();
    }

    Map<String, Object> scripts() {
        List<String> names = on("script").map(Plugins.Entry::label).toList();
        return row("txt2img", names, "img2img", names);
    }

    List<Map<String, Object>> scriptInfo() {
        return on("script").map(e -> row("name", e.label(), "is_alwayson", false, "is_img2img", false, "args",
                Arrays.stream(e.params().getRecordComponents()).map(part -> row("label", part.getName())).toList())).toList();
    }

    List<Map<String, Object>> extensions() {
        var bundles = new LinkedHashMap<String, Map<String, Object>>();
        plugins.list().forEach(e -> bundles.putIfAbsent(e.bundle(), row("name", e.bundle(), "remote", e.source(), "branch", "", "commit_hash", "",
                "version", e.version(), "commit_date", 0, "enabled", e.on())));
        return List.copyOf(bundles.values());
    }

    Map<String, Object> memory() {
        UsedMemory memory = UsedMemory.now();
        return row("ram", row("free", memory.total() - memory.used(), "used", memory.used(), "total", memory.total()),
                "cuda", row("error", "no engine here tells of CUDA memory"));
    }

    Map<String, Object> flags() {
        List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return row("api", true, "nowebui", false, "listen", false, "api_auth", null, "api_server_stop", false, "java", arguments);
    }

    private Stream<Plugins.Entry> on(String hook) {
        return plugins.list().stream().filter(e -> e.on() && e.hook().equals(hook));
    }

    /** A map in this order; values may be null. */
    static Map<String, Object> row(Object... namesAndValues) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
