package mezzotint.rest.sdapi;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.diffusion.Sampler;
import mezzotint.model.Models;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.rest.Memory;

/** What there is to choose from, in the forms of A1111 1.10. A list is empty where nothing of the kind can be used here. */
final class Lists {

    private final Plugins plugins;
    private final Models models;

    Lists(Plugins plugins, Models models) {
        this.plugins = plugins;
        this.models = models;
    }

    List<Map<String, Object>> samplers() {
        return plugins.withAll(Sampler.class, leases -> leases.stream().map(Lists::sampler)
                .sorted(Comparator.comparing(s -> String.valueOf(s.get("name")))).toList());
    }

    private static Map<String, Object> sampler(Lease<?> lease) {
        String schedule = ((Sampler<?>) lease.hook()).schedule();
        return row("name", lease.entry().label(), "aliases", aliases(lease.entry()),
                "options", schedule.equals("uniform") ? Map.of() : Map.of("scheduler", schedule));
    }

    List<Map<String, Object>> schedulers() {
        var all = new ArrayList<Map<String, Object>>();
        all.add(row("name", Samplers.AUTOMATIC, "label", "Automatic", "aliases", null, "default_rho", -1.0, "need_inner_model", false));
        on("schedule").forEach(e -> all.add(row("name", e.id(), "label", e.label(), "aliases", e.aliases().isEmpty() ? null : e.aliases(),
                "default_rho", rho(e), "need_inner_model", false)));
        return all;
    }

    private static double rho(Plugins.Entry entry) {
        boolean has = Arrays.stream(entry.params().getRecordComponents()).anyMatch(part -> part.getName().equals("rho"));
        return has && mezzotint.plugin.Schema.of(entry.params()).get("properties") instanceof Map<?, ?> parts && parts.get("rho") instanceof Map<?, ?> rho
                && rho.get("default") instanceof Number n ? n.doubleValue() : -1;
    }

    List<Map<String, Object>> checkpoints() {
        return models.list().stream().map(card -> row("title", Checkpoints.title(card), "model_name", card.name(), "hash", models.knownSha256(card).map(Models::brief).orElse(null),
                "sha256", models.knownSha256(card).orElse(null), "filename", card.path().toString(), "config", null)).toList();
    }

    /** Upscalers are post-processors whose parameters have a scale. */
    List<Map<String, Object>> upscalers() {
        var none = row("name", "None", "model_name", null, "model_path", null, "model_url", null, "scale", 4.0);
        return Stream.concat(Stream.of(none), on("postprocessor").map(e -> row("name", e.label(), "model_name", e.id(), "model_path", null,
                "model_url", e.source(), "scale", 4.0))).toList();
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
        Memory memory = Memory.now();
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

    private static List<String> aliases(Plugins.Entry entry) {
        return Stream.concat(Stream.of(entry.id()), entry.aliases().stream()).distinct().toList();
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
