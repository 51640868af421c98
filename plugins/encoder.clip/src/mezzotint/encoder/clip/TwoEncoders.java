package mezzotint.encoder.clip;

import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.libs.config.Config;
import mezzotint.tensor.Tensor;
import mezzotint.text.Prompt;
import mezzotint.text.Reading;

/** The text encoders of Stable Diffusion XL (Podell et al., 2023): what they give lies side by side, and the second gives the pooled prompt. */
record TwoEncoders(ChunkEncoder first, ChunkEncoder second) {

    Conditioning encode(Prompt prompt, Reading reading, Clip.Params params) {
        boolean wanted = reading.role() == Reading.Role.WANTED;
        String other = wanted ? params.second() : params.secondNegative();
        Prompt otherPrompt = other.isBlank() ? prompt : Prompt.plain(other);
        int chunks = Math.max(first.count(prompt), second.count(otherPrompt));
        Tensor left = first.encode(prompt, chunks, "penultimate", "").get("context");
        Map<String, Tensor> right = second.encode(otherPrompt, chunks, "penultimate", "projected");
        Tensor context = beside(left, right.get("context"));
        Tensor pooled = right.get("pooled");
        if (!wanted && isEmpty(prompt) && isEmpty(otherPrompt) && areZerosTold(reading)) {
            context = Tensor.zeros(context.shape());
            pooled = Tensor.zeros(pooled.shape());
        }
        return new Conditioning(Map.of("context", context, "pooled", pooled, "sizes", PictureSizes.of(reading, params)));
    }

    private static boolean isEmpty(Prompt prompt) {
        return prompt.sections().stream().flatMap(List::stream).allMatch(part -> part.text().isBlank());
    }

    /** An empty negative prompt is told as zeros, unless the model's index says otherwise. */
    private static boolean areZerosTold(Reading reading) {
        return Config.of(reading.checkpoint(), "model_index.json").flag("force_zeros_for_empty_prompt", true);
    }

    private static Tensor beside(Tensor left, Tensor right) {
        int tokens = left.size(1);
        int width = left.size(2) + right.size(2);
        float[] a = left.toArray();
        float[] b = right.toArray();
        float[] out = new float[tokens * width];
        for (int i = 0; i < tokens; i++) {
            System.arraycopy(a, i * left.size(2), out, i * width, left.size(2));
            System.arraycopy(b, i * right.size(2), out, i * width + left.size(2), right.size(2));
        }
        return Tensor.of(out, 1, tokens, width);
    }
}
