package mezzotint.core.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.core.guard.Guard;
import mezzotint.core.registry.ConfiguredHook;
import mezzotint.core.registry.PluginLeases;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Sampler;
import mezzotint.model.Networks;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;
import mezzotint.text.Reading;
import mezzotint.text.TextEncoder;

/** From the words of a request to what the denoiser is told: the prompt's parser, then the model's text encoder. */
record PromptReader(Request.Words words, PromptSchedule wanted, PromptSchedule unwanted, PluginLeases leases) {

    /** Prompts that may be combined: each costs as much as a picture. */
    private static final int MOST_PARTS = 16;
    /** Files that a prompt may ask for: each is laid over all of the network. */
    private static final int MOST_EXTRAS = 32;

    /** Both prompts of a walk. */
    record Encoded(EncodedPrompt wanted, EncodedPrompt unwanted) {}

    /** Parses both prompts. */
    static PromptReader of(Request request, PluginLeases leases) {
        ConfiguredHook<PromptParser<Record>, Record> parser = leases.configure(PromptParser.class, request.words().parser());
        ConfiguredHook<Sampler<Record>, Record> sampler = leases.configure(Sampler.class, request.walk().sampler());
        int calls = request.walk().steps() * Math.max(1, sampler.hook().callsPerStep());
        return new PromptReader(request.words(), parsed(request.words().wanted(), true, calls, parser), parsed(request.words().unwanted(), false, calls, parser), leases);
    }

    private static PromptSchedule parsed(String text, boolean wanted, int calls, ConfiguredHook<PromptParser<Record>, Record> parser) {
        PromptSchedule schedule = parser.hook().parse(text, wanted, calls, parser.params());
        if (schedule.parts().size() > MOST_PARTS) {
            throw Problem.invalid("the prompt combines " + schedule.parts().size() + " prompts", "combine at most " + MOST_PARTS);
        }
        if (schedule.extras().size() > MOST_EXTRAS) {
            throw Problem.invalid("the prompt asks for " + schedule.extras().size() + " extra networks", "take at most " + MOST_EXTRAS);
        }
        Stream<Double> weights = Stream.concat(schedule.parts().stream().map(PromptSchedule.Part::weight),
                prompts(schedule).flatMap(prompt -> prompt.sections().stream()).flatMap(List::stream).map(Prompt.Part::weight));
        weights.filter(weight -> Math.abs(weight) > Prompt.MOST_WEIGHT).findFirst().ifPresent(weight -> {
            throw Problem.invalid("a part of the prompt has the weight " + weight, "stay between -" + Prompt.MOST_WEIGHT + " and " + Prompt.MOST_WEIGHT);
        });
        return schedule;
    }

    private static Stream<Prompt> prompts(PromptSchedule schedule) {
        return schedule.parts().stream().flatMap(part -> part.scenes().stream()).map(PromptSchedule.Scene::prompt).distinct();
    }

    /** What both prompts say. */
    Stream<String> texts() {
        return Stream.concat(prompts(wanted), prompts(unwanted)).flatMap(prompt -> prompt.sections().stream()).flatMap(List::stream).map(Prompt.Part::text);
    }

    /** Looks whether both prompts can be encoded, before work starts. */
    void check(Networks networks) {
        ConfiguredHook<TextEncoder<Record>, Record> encoder = encoder(networks);
        Stream.concat(prompts(wanted), prompts(unwanted)).distinct().forEach(prompt -> encoder.hook().check(prompt, encoder.params()));
    }

    /** The encoder that was asked for, else the model's own. */
    ConfiguredHook<TextEncoder<Record>, Record> encoder(Networks networks) {
        Choice choice = words.encoder();
        return leases.configure(TextEncoder.class, choice.id().isEmpty() ? new Choice(networks.encoding(), choice.params()) : choice);
    }

    /**
     * Encodes both prompts, each of what they say once.
     *
     * @param latent shape of the walk's
     */
    Encoded read(int[] latent, LoadedModel model) {
        return new Encoded(encoded(wanted, told(wanted, ModelReading.of(model, Reading.Role.WANTED, latent), latent, model.networks())),
                encoded(unwanted, told(unwanted, ModelReading.of(model, Reading.Role.UNWANTED, latent), latent, model.networks())));
    }

    private Map<Prompt, Conditioning> told(PromptSchedule schedule, Reading reading, int[] latent, Networks networks) {
        var known = new HashMap<Prompt, Conditioning>();
        ConfiguredHook<TextEncoder<Record>, Record> encoder = encoder(networks);
        prompts(schedule).forEach(prompt -> {
            Conditioning told = encoder.hook().encode(prompt, reading, encoder.params());
            new DenoiserInputs(networks.denoiser()).misfit(told, latent).ifPresent(violation -> {
                throw Guard.blame(encoder.hook(), violation.kind(), violation.did());
            });
            known.put(prompt, told);
        });
        return known;
    }

    private static EncodedPrompt encoded(PromptSchedule schedule, Map<Prompt, Conditioning> known) {
        return new EncodedPrompt(schedule.parts().stream().map(part -> new EncodedPrompt.Part(part.weight(),
                part.scenes().stream().map(scene -> new EncodedPrompt.Scene(scene.until(), known.get(scene.prompt()))).toList())).toList());
    }
}
