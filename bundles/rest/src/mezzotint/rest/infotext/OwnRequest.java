package mezzotint.rest.infotext;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.image.Png;
import mezzotint.libs.infotext.ParamFacts;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;
import mezzotint.libs.web.Json;
import mezzotint.model.Models;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.libs.infotext.SamplerLookup;

/**
 * The request that a picture of this workbench carries, as settings to make this one picture of it again. Whoever sent the picture may
 * have written it: what is not as we write it is left, and said.
 *
 * @param request as {@code POST /api/jobs} takes it
 * @param picture its number in the batch
 * @param model {@code name} and {@code sha256}
 */
record OwnRequest(Map<String, Object> request, int picture, Map<String, Object> model) {

    /** In characters; those that this workbench writes have a few thousand. */
    private static final int LONGEST = 1 << 20;
    private static final Set<String> TEXTS = Set.of("prompt", "negative");
    private static final Set<String> NUMBERS = Set.of("width", "height", "steps", "cfg");
    /** Not copied: there is one picture, its own seed, and the model may be found by its content. */
    private static final Set<String> OTHERWISE = Set.of("model", "count", "seed");
    private static final Map<String, String> HOOKS = Map.of("sampler", "sampler", "schedule", "schedule", "guidance", "guidance",
            "noise", "noisesource", "parser", "promptparser", "encoder", "textencoder", "backend", "backend", "image", "imagetoimage");
    private static final Map<String, String> LISTS = Map.of("optimizers", "optimizer", "watchers", "stephook", "controls", "conditioner", "finish", "postprocessor");

    /** Empty if the picture carries none that can be read. */
    static Optional<OwnRequest> of(PictureFile file) {
        String text = file.texts().getOrDefault(Png.PROVENANCE, "");
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Map<String, Object> all = Json.object(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
            Map<String, Object> request = Json.object(Objects.requireNonNull(all.get("request")));
            return Optional.of(new OwnRequest(request, ((Number) all.getOrDefault("picture", 0)).intValue(), Json.object(all.get("model"))));
        } catch (Problem | NullPointerException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** The infotext beside it; where somebody took that out, the model alone. */
    Reading reading(PictureFile file) {
        Reading beside = file.infotext().map(Reading::of).orElseGet(() -> {
            String sha256 = String.valueOf(model.getOrDefault("sha256", ""));
            return new Reading("Mezzotint", "", Map.of("Model", String.valueOf(request.get("model")), "Model hash",
                    sha256.isEmpty() ? "" : Models.brief(sha256)), Map.of());
        });
        return new Reading("Mezzotint", beside.infotext(), beside.facts(), beside.left());
    }

    /** Adds all of it to the settings, in place of those that came from infotext, and takes out of {@code left} what is set now. */
    void addTo(Map<String, Object> settings, List<LeftOut> left, Plugins plugins) {
        Set<String> words = plugins.list().stream().flatMap(entry -> Stream.of(entry.params().getRecordComponents()))
                .flatMap(part -> ParamFacts.name(part).stream()).collect(Collectors.toCollection(TreeSet::new));
        words.addAll(List.of("Sampler", "Schedule type", "RNG", "ENSD", "Denoising strength", "Variation seed", "Variation seed strength"));
        left.removeIf(one -> words.contains(one.name()) || one.name().startsWith("Seed") || one.name().startsWith("Size"));
        settings.keySet().retainAll(Set.of("model", "seed"));
        settings.computeIfAbsent("seed", name -> seed());
        settings.put("count", 1);
        request.forEach((name, value) -> {
            if (!OTHERWISE.contains(name)) {
                add(name, value, settings, left, plugins);
            }
        });
    }

    private Object seed() {
        return request.get("seed") instanceof Long first && first >= 0 && first <= Long.MAX_VALUE - Math.max(0, picture) ? first + Math.max(0, picture) : null;
    }

    private void add(String name, Object value, Map<String, Object> settings, List<LeftOut> left, Plugins plugins) {
        if (TEXTS.contains(name) && value instanceof String || NUMBERS.contains(name) && value instanceof Number) {
            settings.put(name, value);
        } else if (HOOKS.containsKey(name)) {
            choice(name, HOOKS.get(name), value, left, plugins).ifPresent(choice -> settings.put(name, choice));
        } else if (LISTS.containsKey(name) && value instanceof List<?> list) {
            List<Object> choices = list.stream().flatMap(one -> choice(name, LISTS.get(name), one, left, plugins).stream()).toList();
            if (!choices.isEmpty()) {
                settings.put(name, choices);
            }
        } else {
            left.add(new LeftOut(name, value, LeftOut.NOTHING_READS_IT));
        }
    }

    /** A plugin with its parameters, if it is here and takes them. */
    private Optional<Object> choice(String name, String hook, Object value, List<LeftOut> left, Plugins plugins) {
        String id = String.valueOf(value instanceof Map<?, ?> map ? map.get("id") : value);
        if (id.isEmpty() || hook.equals("schedule") && id.equals(SamplerLookup.AUTOMATIC)) {
            return id.isEmpty() ? Optional.empty() : Optional.of(id);
        }
        Optional<Plugins.Entry> entry = plugins.list().stream().filter(one -> one.hook().equals(hook) && one.isCalled(id)).findFirst();
        if (entry.isEmpty() || !entry.get().on()) {
            left.add(new LeftOut(name, id, entry.isEmpty() ? "no plugin here is called so" : "the plugin is switched off"));
            return Optional.empty();
        }
        try {
            Map<String, Object> params = params(name, value);
            Parameters.read(entry.get().params(), params);
            return Optional.of(params.isEmpty() ? entry.get().id() : Map.of("id", entry.get().id(), "params", params));
        } catch (Problem e) {
            left.add(new LeftOut(name, value, e.getMessage() + ": " + e.advice()));
            return Optional.of(entry.get().id());
        }
    }

    /** Of the noise, the seed of the variation counts up within a batch. */
    private Map<String, Object> params(String name, Object value) {
        var params = new TreeMap<String, Object>();
        if (value instanceof Map<?, ?> map && map.get("params") instanceof Map<?, ?> set) {
            set.forEach((key, each) -> params.put(String.valueOf(key), each));
        }
        if (name.equals("noise") && params.get("variationSeed") instanceof Number first) {
            params.put("variationSeed", first.longValue() + picture);
        }
        return params;
    }
}
