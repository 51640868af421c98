package mezzotint.text;

import java.util.List;
import java.util.Map;

/**
 * What a text asks for in the course of a walk.
 *
 * @param parts prompts that are combined (Liu et al., 2022); most texts have one, of weight 1
 * @param extras what it asks for beside words, in order
 */
public record PromptSchedule(List<Part> parts, List<Extra> extras) {

    /**
     * A prompt that may change from call to call.
     *
     * @param weight how far the picture moves towards it, away from what is unwanted; between -{@link Prompt#MOST_WEIGHT} and it
     * @param scenes in their order; the last lasts to the end
     */
    public record Part(double weight, List<Scene> scenes) {

        public Part {
            scenes = List.copyOf(scenes);
        }
    }

    /** @param until the last call of the denoiser, counted from 0, at which the prompt is meant */
    public record Scene(int until, Prompt prompt) {}

    /**
     * A file that is used for the picture, as a LoRA is.
     *
     * @param text as it was written
     * @param kind as it was written: {@code lora}
     * @param arguments by the names of the parameters that they set
     * @param optional whether the picture is made without it where it cannot be used; the user is told
     */
    public record Extra(String text, String kind, String name, Map<String, Object> arguments, boolean optional) {

        public Extra {
            arguments = Map.copyOf(arguments);
        }
    }

    public PromptSchedule {
        parts = List.copyOf(parts);
        extras = List.copyOf(extras);
    }

    /** One prompt from beginning to end. */
    public static PromptSchedule of(Prompt prompt) {
        return new PromptSchedule(List.of(new Part(1, List.of(new Scene(Integer.MAX_VALUE, prompt)))), List.of());
    }
}
