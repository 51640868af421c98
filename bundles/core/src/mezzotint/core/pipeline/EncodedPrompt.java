package mezzotint.core.pipeline;

import java.util.List;
import mezzotint.diffusion.Conditioning;

/**
 * What a prompt tells the denoiser in the course of a walk.
 *
 * @param parts those that are combined
 */
record EncodedPrompt(List<Part> parts, Conditioning handle) {

    record Part(double weight, List<Scene> scenes) {

        /** As the call of that number is told. */
        Conditioning at(int call) {
            return scenes.stream().filter(scene -> call <= scene.until()).findFirst().orElse(scenes.get(scenes.size() - 1)).told();
        }
    }

    /** @param until the last call, counted from 0, at which it is told */
    record Scene(int until, Conditioning told) {}

    /** What guidance is given stands for all of them; it is an object of its own, to be known again. */
    EncodedPrompt(List<Part> parts) {
        this(List.copyOf(parts), new Conditioning(parts.get(0).at(0).inputs()));
    }

    /** Whether it says more than one prompt alone does. */
    boolean isCombined() {
        return parts.size() > 1 || parts.get(0).weight() != 1;
    }
}
