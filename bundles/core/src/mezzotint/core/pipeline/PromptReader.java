package mezzotint.core.pipeline;

import java.util.List;
import mezzotint.core.guard.Guard;
import mezzotint.core.registry.ConfiguredHook;
import mezzotint.core.registry.PluginLeases;
import mezzotint.diffusion.Conditioning;
import mezzotint.model.Networks;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.studio.Watcher;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.TextEncoder;
import org.slf4j.LoggerFactory;

/** From the words of a request to what the denoiser is told: the prompt's parser, then the model's text encoder. */
record PromptReader(Request.Words words, PluginLeases leases) {

    /** Looks whether both prompts can be encoded, before work starts. */
    void check(Networks networks) {
        ConfiguredHook<TextEncoder<Record>, Record> encoder = encoder(networks);
        for (String text : List.of(words.wanted(), words.unwanted())) {
            encoder.hook().check(parse(text), encoder.params());
        }
    }

    /** The encoder that was asked for, else the model's own. */
    ConfiguredHook<TextEncoder<Record>, Record> encoder(Networks networks) {
        Choice choice = words.encoder();
        return leases.configure(TextEncoder.class, choice.id().isEmpty() ? new Choice(networks.encoding(), choice.params()) : choice);
    }

    /**
     * @param latent shape of the walk's
     * @param watcher is told what was left out of the text
     */
    Conditioning read(String text, int[] latent, LoadedModel model, Watcher watcher) {
        Prompt prompt = parse(text);
        prompt.leftOut().forEach(notation -> tellLeftOut(notation, watcher));
        ConfiguredHook<TextEncoder<Record>, Record> encoder = encoder(model.networks());
        Conditioning told = encoder.hook().encode(prompt, model.networks().texts().stream().map(model::program).toList(), model.weights().checkpoint(), encoder.params());
        new DenoiserInputs(model.networks().denoiser()).misfit(told, latent).ifPresent(violation -> {
            throw Guard.blame(encoder.hook(), violation.kind(), violation.did());
        });
        return told;
    }

    private Prompt parse(String text) {
        ConfiguredHook<PromptParser<Record>, Record> parser = leases.configure(PromptParser.class, words.parser());
        Prompt prompt = parser.hook().parse(text, parser.params());
        prompt.sections().stream().flatMap(List::stream).filter(part -> Math.abs(part.weight()) > Prompt.MOST_WEIGHT).findFirst().ifPresent(part -> {
            throw Problem.invalid("a word of the prompt has the weight " + part.weight(), "stay between -" + Prompt.MOST_WEIGHT + " and " + Prompt.MOST_WEIGHT);
        });
        return prompt;
    }

    private static void tellLeftOut(String notation, Watcher watcher) {
        String note = notation + " was left out of the prompt: no plugin applies it yet";
        LoggerFactory.getLogger(PromptReader.class).info(note);
        watcher.note(note);
    }
}
