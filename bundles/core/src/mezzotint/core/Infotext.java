package mezzotint.core;

import java.util.StringJoiner;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugins;
import mezzotint.studio.Request;

/** A request as the text that AUTOMATIC1111 writes into pictures, for other programs to read. */
final class Infotext {

    private Infotext() {}

    static String of(Request request, long seed, Plugins plugins) {
        Request.Walk walk = request.walk();
        var facts = new StringJoiner(", ");
        facts.add("Steps: " + walk.steps());
        facts.add("Sampler: " + quoted(plugins.find(Sampler.class, walk.sampler().id()).label()));
        facts.add("Schedule type: " + quoted(plugins.find(Schedule.class, walk.schedule().id()).label()));
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
