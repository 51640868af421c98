package mezzotint.encoder.clip;

import java.util.List;
import mezzotint.diffusion.Conditioning;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import mezzotint.text.Prompt;
import mezzotint.text.Reading;
import mezzotint.text.TextEncoder;
import org.osgi.service.component.annotations.Component;

/**
 * The text encoder of CLIP, or the two of Stable Diffusion XL, fed as AUTOMATIC1111 feeds it: chunks of 75 tokens encoded one by one and
 * joined, weights multiplied onto the result.
 */
@Component
@Plugin(id = "clip", label = "CLIP", source = "https://arxiv.org/abs/2103.00020")
public final class Clip implements TextEncoder<Clip.Params> {

    /** What weights do to the encoded prompt. */
    public enum Emphasis {
        /** They multiply it, and its mean is restored. */
        ORIGINAL,
        /** They multiply it. */
        NO_NORM,
        /** Nothing. */
        IGNORE
    }

    public record Params(
            @Param(label = "Clip skip", min = 1, max = 12, infotext = "Clip skip",
                    help = "Layers to stop before the end, counted from 1. Stable Diffusion XL stops one before it, whatever is set, as in AUTOMATIC1111.") int skip,
            @Param(label = "Emphasis", help = "What weights do to the encoded prompt.",
                    infotext = {"Emphasis", "original=Original", "no_norm=No norm", "ignore=Ignore"}) Emphasis emphasis,
            @Param(label = "Comma backtrack", min = 0, max = 74, help = "Tokens to look back for a comma where a chunk is full.") int backtrack,
            @Param(label = "Second prompt", help = "Plain text for the second encoder of Stable Diffusion XL; empty for the prompt itself.") String second,
            @Param(label = "Second negative prompt", help = "The same of the negative prompt.") String secondNegative,
            @Param(label = "Original size", help = "That Stable Diffusion XL takes the picture to be cut from, as 1152x768, with where it was cut, as 1152x768+48+16;"
                    + " empty for the size of the picture.") String size,
            @Param(label = "Negative original size", help = "The same for the negative prompt; empty for what is set for the prompt.") String negativeSize,
            @Param(label = "Target size", help = "That Stable Diffusion XL takes the picture for, as 1024x1024; empty for its size.") String target) {

        public Params() {
            this(1, Emphasis.ORIGINAL, 20, "", "", "", "", "");
        }
    }

    private final Vocabularies vocabularies = new Vocabularies();

    @Override
    public void check(Prompt prompt, Params params) {
        for (Prompt each : List.of(prompt, Prompt.plain(params.second()), Prompt.plain(params.secondNegative()))) {
            ChunkEncoder.chunks(each, vocabularies.standard(), List.of(), params);
        }
        PictureSizes.check(params);
    }

    @Override
    public void check(Checkpoint checkpoint) {
        vocabularies.of(checkpoint, TokenizerFiles.FIRST);
        vocabularies.of(checkpoint, TokenizerFiles.SECOND);
    }

    @Override
    public Conditioning encode(Prompt prompt, Reading reading, Params params) {
        var first = ChunkEncoder.of(reading, "text_encoder", vocabularies.of(reading.checkpoint(), TokenizerFiles.FIRST), params);
        if (!reading.programs().containsKey("text_encoder_2")) {
            refuseWithoutSecond(params);
            return new Conditioning(first.encode(prompt, 1, "skip." + params.skip(), "skip.1"));
        }
        var second = ChunkEncoder.of(reading, "text_encoder_2", vocabularies.of(reading.checkpoint(), TokenizerFiles.SECOND), params);
        return new TwoEncoders(first, second).encode(prompt, reading, params);
    }

    private static void refuseWithoutSecond(Params params) {
        if (!List.of(params.second(), params.secondNegative(), params.size(), params.negativeSize(), params.target()).stream().allMatch(String::isBlank)) {
            throw Problem.invalid("a second prompt, an original or a target size is set, and the model has one text encoder", "leave them empty, or use a model of Stable Diffusion XL");
        }
    }
}
