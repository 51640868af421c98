package mezzotint.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.libs.infotext.InfotextWriter;
import mezzotint.plugin.Param;
import mezzotint.model.Models;
import mezzotint.studio.Request;

/** A request as the text that AUTOMATIC1111 writes into pictures, for other programs to read. */
final class Infotext {

    private Infotext() {}

    /**
     * @param hash SHA-256 of the model; empty if it is not known
     * @param picture its number in the batch, from 0
     * @param labels the label of a plugin by its hook and id
     */
    static String of(Request request, String hash, long seed, int picture, BiFunction<Class<?>, String, String> labels) {
        Request.Walk walk = request.walk();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("Steps", walk.steps());
        facts.put("Sampler", labels.apply(Sampler.class, walk.sampler().id()));
        facts.put("Schedule type", labels.apply(Schedule.class, walk.schedule().id()));
        if (walk.guidance().params().get("scale") instanceof Number scale) {
            facts.put("CFG scale", Param.Text.of(scale.doubleValue()));
        }
        facts.put("Seed", seed);
        facts.put("Size", request.canvas().width() + "x" + request.canvas().height());
        facts.put("Model hash", hash.isEmpty() ? null : Models.brief(hash));
        facts.put("Model", request.model());
        facts.put("Denoising strength", request.image().params().get("strength"));
        facts.put("Clip skip", request.words().encoder().params().get("skip"));
        vary(facts, walk.noise().params(), picture);
        facts.put("RNG", noise(walk.noise().id()));
        facts.put("Version", "Mezzotint " + Provenance.WORKBENCH);
        return InfotextWriter.write(request.words().wanted(), request.words().unwanted().strip(), facts);
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
