package mezzotint.studio;

import java.util.List;
import mezzotint.plugin.Choice;

/**
 * Everything that decides a picture; the same request gives the same picture.
 *
 * @param backend the engine that runs the networks; empty id for the best there is
 * @param optimizers applied to the networks in this order
 * @param watchers step hooks, called in this order
 */
public record Request(
        String model, Words words, Canvas canvas, Walk walk, Choice backend, List<Choice> optimizers, List<Choice> watchers) {

    public Request {
        optimizers = List.copyOf(optimizers);
        watchers = List.copyOf(watchers);
    }

    /**
     * What the picture shows.
     *
     * @param parser the prompt's notation
     * @param encoder empty id for the model's own
     */
    public record Words(String wanted, String unwanted, Choice parser, Choice encoder) {}

    /**
     * @param width in pixels, as is the height
     * @param count pictures made at once; picture n uses {@code seed + n}
     */
    public record Canvas(int width, int height, int count, long seed) {}

    /** How the noise is taken away. */
    public record Walk(int steps, Choice sampler, Choice schedule, Choice guidance, Choice noise) {}
}
