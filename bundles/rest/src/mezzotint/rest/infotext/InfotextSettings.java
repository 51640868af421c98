package mezzotint.rest.infotext;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.libs.infotext.GenerationParameters;
import mezzotint.libs.infotext.ParamFacts;
import mezzotint.libs.infotext.Reading;
import mezzotint.libs.infotext.SamplerLookup;
import mezzotint.model.Models;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;

/** What was read of a picture or a text, as settings of a request to make it again. */
final class InfotextSettings {

    /** Digits of the short form of a hash. */
    private static final int HASH = 8;
    private static final Map<String, String> WHOLE = Map.of("Steps", "steps", "Seed", "seed", "Size-1", "width", "Size-2", "height");
    /** Facts that a request has no use for. */
    private static final Set<String> UNUSED = Set.of("Version", "App", "Batch");

    private final Plugins plugins;
    private final Models models;
    private final Map<String, Object> facts;
    /** Facts that are set, or left. */
    private final Set<String> read = new LinkedHashSet<>(UNUSED);
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<LeftOut> left = new ArrayList<>();

    InfotextSettings(Reading reading, Plugins plugins, Models models) {
        this.plugins = plugins;
        this.models = models;
        this.facts = facts(reading);
        texts();
        WHOLE.forEach((name, setting) -> number(name, setting, "\\d{1,19}"));
        number("CFG scale", "cfg", "\\d{1,9}(\\.\\d{0,18})?");
        sampler();
        model();
        files("Lora hashes", "Lora", models::tensorSha256);
        files("TI hashes", "embeddings", models::sha256);
        noise();
        tune("promptparser", "parser");
        tune("textencoder", "encoder");
        tune("guidance", "guidance");
        facts.forEach(this::leave);
        reading.left().forEach((name, value) -> left.add(new LeftOut(name, value, LeftOut.NOTHING_READS_IT)));
    }

    /** The facts by the names that AUTOMATIC1111 gives them. */
    private static Map<String, Object> facts(Reading reading) {
        var facts = new LinkedHashMap<>(reading.facts());
        Object skip = facts.remove("CLiP-skip");
        if (skip != null) {
            facts.putIfAbsent("Clip skip", skip);
        }
        // Some count from 0.
        facts.remove("Clip skip", "0");
        facts.remove("Clip skip", 0L);
        return facts;
    }

    Map<String, Object> settings() {
        return settings;
    }

    List<LeftOut> left() {
        return left;
    }

    private void leave(String name, Object value) {
        boolean told = name.equals("Size") && facts.containsKey("Size-1");
        if (!told && !read.contains(name) && !GenerationParameters.isImplied(name, value)) {
            left.add(new LeftOut(name, value, LeftOut.NOTHING_READS_IT));
        }
    }

    private Stream<Plugins.Entry> running() {
        return plugins.list().stream().filter(Plugins.Entry::on);
    }

    private void texts() {
        Map.of("Prompt", "prompt", "Negative prompt", "negative").forEach((name, setting) -> {
            if (facts.get(name) instanceof String text) {
                read.add(name);
                settings.put(setting, text.strip());
            }
        });
    }

    private void number(String name, String setting, String form) {
        if (!facts.containsKey(name)) {
            return;
        }
        String text = String.valueOf(facts.get(name)).strip();
        read.add(name);
        try {
            if (text.matches(form)) {
                settings.put(setting, form.contains("\\.") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text));
            } else {
                left.add(new LeftOut(name, text, text.matches("\\d+") ? larger() : "it is no number that fits"));
            }
        } catch (NumberFormatException e) {
            left.add(new LeftOut(name, text, larger()));
        }
    }

    private static String larger() {
        return "it is larger than " + Long.MAX_VALUE;
    }

    private void sampler() {
        String name = line("Sampler");
        String schedule = line("Schedule type");
        if (!facts.containsKey("Sampler") && !facts.containsKey("Schedule type")) {
            return;
        }
        read.addAll(List.of("Sampler", "Schedule type"));
        var samplers = new SamplerLookup(plugins);
        Optional<SamplerLookup.Pair> pair = samplers.find(name, schedule);
        pair.flatMap(found -> samplers.plugin("sampler", found.sampler())).ifPresentOrElse(
                entry -> tuned("sampler", entry, entry.setBy(pair.get().sampler())), () -> leave("Sampler", name, "no sampler is called so"));
        String wanted = pair.map(SamplerLookup.Pair::schedule).orElse(schedule);
        if (wanted.isEmpty() || wanted.equalsIgnoreCase(SamplerLookup.AUTOMATIC)) {
            settings.put("schedule", SamplerLookup.AUTOMATIC);
        } else {
            samplers.plugin("schedule", wanted).ifPresentOrElse(
                    entry -> tuned("schedule", entry, Map.of()), () -> leave("Schedule type", wanted, "no schedule is called so"));
        }
    }

    /** A text of one line, whose line may have been broken. */
    private String line(String name) {
        return String.valueOf(facts.getOrDefault(name, "")).replaceAll("\\s+", " ").strip();
    }

    private void leave(String name, String value, String reason) {
        if (!value.isEmpty()) {
            left.add(new LeftOut(name, value, reason));
        }
    }

    /** The model, by its hash where a model here is known to have it, else by its name. */
    private void model() {
        String hash = line("Model hash");
        String title = line("Model");
        read.addAll(List.of("Model", "Model hash"));
        Optional<Models.Card> same = models.list().stream()
                .filter(card -> hash.length() >= HASH && models.knownSha256(card).filter(sum -> sum.startsWith(hash)).isPresent()).findFirst();
        if (same.isEmpty() && title.isEmpty()) {
            leave("Model hash", hash, "no model here is known to have it");
            return;
        }
        try {
            settings.put("model", same.isPresent() ? same.get().name() : models.find(title).name());
        } catch (Problem e) {
            left.add(new LeftOut("Model", title, e.getMessage()));
        }
    }

    /** The prompt says which files it asks for; these say what is in them. */
    private void files(String fact, String kind, Function<Models.Extra, String> digest) {
        String hashes = line(fact);
        read.add(fact);
        Stream.of(hashes.split(",")).map(String::strip).filter(each -> !each.isEmpty()).map(each -> difference(each, kind, digest)).flatMap(Optional::stream).findFirst()
                .ifPresent(reason -> leave(fact, hashes, reason));
    }

    /** What is wrong with a name and a hash, as in {@code ink: 63ebe5e758fc}. */
    private Optional<String> difference(String named, String kind, Function<Models.Extra, String> digest) {
        int colon = named.lastIndexOf(':');
        if (colon < 1) {
            return Optional.of("write a name and a hash, as in ink: 63ebe5e758fc");
        }
        try {
            Models.Extra file = models.extra(kind, named.substring(0, colon));
            return digest.apply(file).startsWith(named.substring(colon + 1).strip().toLowerCase(Locale.ROOT)) ? Optional.empty()
                    : Optional.of("the file " + file.name() + " here is another one");
        } catch (Problem e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Sets the parameters of a plugin that the facts name, where nothing else says which plugin is meant. */
    private void tune(String hook, String setting) {
        running().filter(entry -> entry.hook().equals(hook)).forEach(entry -> {
            Map<String, Object> params = changes(entry, facts);
            ParamFacts.params(entry.params(), facts).keySet().forEach(param -> read.add(word(entry, param)));
            if (!params.isEmpty()) {
                settings.putIfAbsent(setting, Map.of("id", entry.id(), "params", params));
            }
        });
    }

    /** A plugin, with what its name and the facts set of it. */
    private void tuned(String setting, Plugins.Entry entry, Map<String, Object> byName) {
        var params = new TreeMap<>(byName);
        if (entry.on()) {
            params.putAll(changes(entry, facts));
            ParamFacts.params(entry.params(), facts).keySet().forEach(param -> read.add(word(entry, param)));
        }
        settings.put(setting, params.isEmpty() ? entry.id() : Map.of("id", entry.id(), "params", params));
    }

    /** The parameters of a plugin that the facts set, without those that have their default. */
    private static Map<String, Object> changes(Plugins.Entry entry, Map<String, Object> facts) {
        Map<String, Object> params = ParamFacts.params(entry.params(), facts);
        Record defaults = Parameters.defaults(entry.params());
        params.entrySet().removeIf(e -> Parameters.read(entry.params(), Map.of(e.getKey(), e.getValue())).equals(defaults));
        return params;
    }

    private static String word(Plugins.Entry entry, String param) {
        Predicate<RecordComponent> same = part -> part.getName().equals(param);
        return Stream.of(entry.params().getRecordComponents()).filter(same).findFirst().flatMap(ParamFacts::name).orElse("");
    }

    /** The generator that the text means, and how it varies the seed, where ours can. */
    private void noise() {
        String generator = line("RNG");
        read.add("RNG");
        Optional<Plugins.Entry> named = generator.isEmpty() ? Optional.empty() : new SamplerLookup(plugins).plugin("noisesource", generator);
        Optional<Plugins.Entry> entry = generator.isEmpty() ? running().filter(e -> e.hook().equals("noisesource")
                && ParamFacts.names(e.params()).contains("variationSeed")).findFirst() : named;
        var params = new HashMap<String, Object>();
        Set<String> parts = entry.map(e -> ParamFacts.names(e.params())).orElse(Set.of());
        vary("Variation seed", "variationSeed", parts, params);
        vary("Variation seed strength", "variationStrength", parts, params);
        vary("Seed resize from-1", "fromWidth", parts, params);
        vary("Seed resize from-2", "fromHeight", parts, params);
        vary("ENSD", "etaSeedDelta", parts, params);
        if (!generator.isEmpty() || !params.isEmpty()) {
            entry.ifPresentOrElse(e -> settings.put("noise", params.isEmpty() ? e.id() : Map.of("id", e.id(), "params", params)),
                    () -> leave("RNG", generator, "no source of noise is called so"));
        }
    }

    private void vary(String name, String param, Set<String> parts, Map<String, Object> params) {
        String text = line(name);
        read.add(name);
        if (text.isEmpty() || text.matches("0(\\.0*)?")) {
            return;
        }
        try {
            Object value = text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
            if (parts.contains(param)) {
                params.put(param, value);
            } else {
                left.add(new LeftOut(name, text, LeftOut.NOTHING_READS_IT));
            }
        } catch (NumberFormatException e) {
            left.add(new LeftOut(name, text, text.matches("\\d+") ? larger() : "it is no number that fits"));
        }
    }
}
