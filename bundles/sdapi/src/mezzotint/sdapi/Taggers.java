package mezzotint.sdapi;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.image.Caption;
import mezzotint.image.Captioner;
import mezzotint.image.Image;
import mezzotint.libs.infotext.ParamFacts;
import mezzotint.model.Models;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Names;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;

/** The captioners that name what a picture shows in tags: those with a threshold for them. */
record Taggers(Plugins plugins, Models models) {

    private static final String MODEL = "model";
    /** Tags that a tagger is asked for. */
    private static final int MOST = 512;

    /**
     * What a client wants of a tagger, as it says it.
     *
     * @param model name of the tagger's file or plugin; empty for any
     * @param without tags to leave out, with commas between them
     */
    record Wish(String model, double threshold, double character, int most, boolean rating, boolean spaces, boolean escape, String without) {

        private Map<String, Object> params() {
            return Map.of(MODEL, model, "threshold", threshold, "character", character, "most", most, "rating", rating, "spaces", spaces, "escape", escape);
        }
    }

    /** The tags of a picture, the surest first. */
    record Tags(List<Caption.Tag> all) {

        /** With commas between them; with their scores as weights of a prompt. */
        String written(boolean byName, boolean scores) {
            Stream<Caption.Tag> tags = byName ? all.stream().sorted((a, b) -> a.name().compareTo(b.name())) : all.stream();
            return tags.map(tag -> scores ? String.format(Locale.ROOT, "(%s:%.3f)", tag.name(), tag.score()) : tag.name()).collect(Collectors.joining(", "));
        }

        Map<String, Object> scores() {
            var scores = new LinkedHashMap<String, Object>();
            all.forEach(tag -> scores.put(tag.name(), tag.score()));
            return scores;
        }
    }

    /** @throws mezzotint.plugin.Problem of kind {@code UNSUPPORTED} if no plugin can do it, with the hook that is missing */
    Tags tags(Image image, Wish wish) {
        Plugins.Entry tagger = plugin(wish.model());
        var params = new LinkedHashMap<>(wish.params());
        params.keySet().retainAll(ParamFacts.names(tagger.params()));
        params.computeIfPresent(MODEL, (name, model) -> tagger.isCalled(wish.model()) ? "" : model);
        Set<String> without = Arrays.stream(wish.without().split(",")).map(Names::key).filter(key -> !key.isEmpty()).collect(Collectors.toSet());
        params.computeIfPresent("most", (name, most) -> Math.min(MOST, wish.most() + without.size()));
        return new Tags(caption(tagger, params, image).tags().stream().filter(tag -> !without.contains(Names.key(tag.name()))).limit(wish.most()).toList());
    }

    private static boolean isTagger(Plugins.Entry entry) {
        return entry.on() && entry.hook().equals("captioner") && ParamFacts.names(entry.params()).contains("threshold");
    }

    /** The plugin that is called so, else the first, which may have a file of the name. */
    private Plugins.Entry plugin(String name) {
        List<Plugins.Entry> all = plugins.list().stream().filter(Taggers::isTagger).toList();
        return all.stream().filter(entry -> entry.isCalled(name)).findFirst()
                .or(() -> all.stream().filter(entry -> name.isEmpty() || ParamFacts.names(entry.params()).contains(MODEL)).findFirst())
                .orElseThrow(() -> Features.missing("captioner" + (name.isEmpty() ? "" : " \"" + name + "\""), "names what a picture shows"));
    }

    @SuppressWarnings("unchecked")
    private Caption caption(Plugins.Entry tagger, Map<String, Object> params, Image image) {
        try (Lease<Captioner<?>> lease = (Lease<Captioner<?>>) (Lease<?>) plugins.lease(Captioner.class, tagger.id())) {
            var captioner = (Captioner<Record>) lease.hook();
            return captioner.describe(image, Parameters.of(captioner, params));
        }
    }

    /** Names of the files that there are. */
    List<Map<String, Object>> names() {
        return models.extras("Tagger").stream().map(file -> file.name().replaceFirst("/model$", "")).distinct()
                .map(name -> Lists.row("name", name, "type", "waifudiffusion")).toList();
    }
}
