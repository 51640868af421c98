package mezzotint.core.request;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.libs.infotext.InfotextWriter;
import mezzotint.libs.infotext.ParamFacts;
import mezzotint.model.Models;
import mezzotint.plugin.Alias;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Param;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.text.PromptParser;
import mezzotint.text.TextEncoder;

/** A request as the text that AUTOMATIC1111 writes into pictures, for other programs to read. */
public final class Infotext {

    private Infotext() {}

    /**
     * @param hash SHA-256 of the model; empty if it is not known
     * @param picture its number in the batch, from 0
     * @param hashes of the files that had a part in it beside the model, by their names, by the fact that tells of them; what is empty is left out
     * @param makers the plugins that made it
     */
    public static String of(Request request, String hash, Map<String, Map<String, String>> hashes, long seed, int picture, List<Plugins.Entry> makers) {
        Request.Walk walk = request.walk();
        Optional<Plugins.Entry> sampler = maker(makers, Sampler.class, walk.sampler());
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Steps", walk.steps());
        facts.put("Sampler", sampler.map(entry -> name(entry, walk.sampler())).orElse(walk.sampler().id()));
        facts.put("Schedule type", maker(makers, Schedule.class, walk.schedule()).map(Plugins.Entry::label).orElse(walk.schedule().id()));
        if (walk.guidance().params().get("scale") instanceof Number scale) {
            facts.put("CFG scale", Param.Text.of(scale.doubleValue()));
        }
        facts.put("Seed", seed);
        facts.put("Size", request.canvas().width() + "x" + request.canvas().height());
        facts.put("Model hash", hash.isEmpty() ? null : Models.brief(hash));
        facts.put("Model", request.model());
        begin(facts, makers, request.image());
        vary(facts, walk.noise().params(), picture);
        facts.put("RNG", noise(walk.noise().id()));
        tune(facts, makers, Sampler.class, walk.sampler());
        tune(facts, makers, Schedule.class, walk.schedule());
        tune(facts, makers, Guidance.class, walk.guidance());
        tune(facts, makers, TextEncoder.class, request.words().encoder());
        tune(facts, makers, PromptParser.class, request.words().parser());
        hashes.forEach((fact, files) -> facts.put(fact, files.isEmpty() ? null
                : files.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).collect(Collectors.joining(", "))));
        tune(facts, makers, ImageToImage.class, request.image());
        facts.put("Version", "Mezzotint " + Provenance.WORKBENCH);
        return InfotextWriter.write(request.words().wanted(), request.words().unwanted().strip(), facts);
    }

    /** How a walk began at a picture; these are told also where they are the defaults. */
    private static void begin(Map<String, Object> facts, List<Plugins.Entry> makers, Choice image) {
        maker(makers, ImageToImage.class, image).filter(entry -> !image.id().isEmpty()).ifPresent(entry -> {
            ParamFacts.value(entry.params(), image.params(), "strength").ifPresent(strength -> facts.put("Denoising strength", strength));
            ParamFacts.value(entry.params(), image.params(), "blur").filter(blur -> blur instanceof Integer pixels && pixels > 0)
                    .ifPresent(blur -> facts.put("Mask blur", blur));
        });
    }

    /** The plugin of a choice; one without a name is the only one of its hook. */
    private static Optional<Plugins.Entry> maker(List<Plugins.Entry> makers, Class<?> hook, Choice choice) {
        String name = hook.getSimpleName().toLowerCase(Locale.ROOT);
        return makers.stream().filter(entry -> entry.hook().equals(name) && (choice.id().isEmpty() || entry.id().equals(choice.id()))).findFirst();
    }

    /** The parameters of a plugin that infotext has names for. */
    private static void tune(Map<String, Object> facts, List<Plugins.Entry> makers, Class<?> hook, Choice choice) {
        maker(makers, hook, choice).ifPresent(entry -> facts.putAll(ParamFacts.of(entry.params(), choice.params())));
    }

    /** As other programs call a sampler with these parameters, where infotext has no fact for them: {@code DPM++ 2M SDE Heun}. */
    private static String name(Plugins.Entry sampler, Choice choice) {
        Set<String> told = Arrays.stream(sampler.params().getRecordComponents()).filter(part -> ParamFacts.name(part).isPresent())
                .map(RecordComponent::getName).collect(Collectors.toSet());
        return sampler.aliases().stream().map(Alias::of).filter(alias -> !alias.params().isEmpty() && Collections.disjoint(told, alias.params().keySet()))
                .filter(alias -> isMeant(alias, sampler, choice))
                .map(Alias::name).findFirst().orElse(sampler.label());
    }

    /** Whether an alias sets nothing that is not set anyhow. */
    private static boolean isMeant(Alias alias, Plugins.Entry sampler, Choice choice) {
        var params = new HashMap<>(choice.params());
        params.putAll(alias.params());
        try {
            return Parameters.read(sampler.params(), params).equals(Parameters.read(sampler.params(), choice.params()));
        } catch (Problem e) {
            // Its author spelled it wrongly; a picture that is made is not lost by that.
            return false;
        }
    }

    /** How the noise of the seed was varied; what was not is left out by the writer. */
    private static void vary(Map<String, Object> facts, Map<String, Object> params, int picture) {
        if (params.get("variationSeed") instanceof Number first) {
            facts.put("Variation seed", first.longValue() + picture);
        }
        facts.put("Variation seed strength", params.get("variationStrength"));
        if (params.get("fromWidth") instanceof Number width && params.get("fromHeight") instanceof Number height) {
            facts.put("Seed resize from", width.intValue() + "x" + height.intValue());
        }
        facts.put("ENSD", params.get("etaSeedDelta"));
    }

    /** The names of A1111 for the generators that it has; it leaves out the GPU's. */
    private static String noise(String id) {
        return switch (id) {
            case "torch" -> "CPU";
            case "philox" -> "NV";
            default -> id;
        };
    }
}
