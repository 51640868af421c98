package mezzotint.core;

import java.util.StringJoiner;
import java.util.function.BiFunction;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.studio.Request;

/** A request as the text that AUTOMATIC1111 writes into pictures, for other programs to read. */
final class Infotext {

    private Infotext() {}

    /** @param labels the label of a plugin by its hook and id */
    static String of(Request request, long seed, BiFunction<Class<?>, String, String> labels) {
        Request.Walk walk = request.walk();
        var facts = new StringJoiner(", ");
        facts.add("Steps: " + walk.steps());
        facts.add("Sampler: " + quoted(labels.apply(Sampler.class, walk.sampler().id())));
        facts.add("Schedule type: " + quoted(labels.apply(Schedule.class, walk.schedule().id())));
        if (walk.guidance().params().get("scale") instanceof Number scale) {
            facts.add("CFG scale: " + Param.Text.of(scale.doubleValue()));
        }
        facts.add("Seed: " + seed);
        facts.add("Size: " + request.canvas().width() + "x" + request.canvas().height());
        facts.add("Model: " + quoted(request.model()));
        facts.add("Version: Mezzotint 1.0.0");
        String unwanted = request.words().unwanted();
        return request.words().wanted() + (unwanted.isBlank() ? "" : "\nNegative prompt: " + unwanted) + "\n" + facts;
    }

    /** As JSON where it holds a mark that parts the facts. */
    private static String quoted(String value) {
        return value.matches("[^,:\\n]*") ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
