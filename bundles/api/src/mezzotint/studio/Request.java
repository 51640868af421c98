package mezzotint.studio;

import java.util.List;
import mezzotint.plugin.Choice;

/**
 * Everything that decides a picture; the same request gives the same picture.
 *
 * @param backend the engine that runs the networks; empty id for the best there is
 * @param optimizers applied to the networks in this order
 * @param watchers step hooks, called in this order
 * @param image begins the walk at a picture; empty id for noise alone
 * @param controls conditioners, each around those before it
 * @param finish what is done to the finished picture, in this order
 */
public record Request(
        String model, Words words, Canvas canvas, Walk walk, Choice backend, List<Choice> optimizers, List<Choice> watchers,
        Choice image, List<Choice> controls, List<Choice> finish) {

    public Request {
        optimizers = List.copyOf(optimizers);
        watchers = List.copyOf(watchers);
        controls = List.copyOf(controls);
        finish = List.copyOf(finish);
    }

    /** A picture from noise and words alone. */
    public Request(String model, Words words, Canvas canvas, Walk walk, Choice backend, List<Choice> optimizers, List<Choice> watchers) {
        this(model, words, canvas, walk, backend, optimizers, watchers, Choice.of(""), List.of(), List.of());
    }

    /** The same picture on another way. */
    public Request with(Walk other) {
        return new Request(model, words, canvas, other, backend, optimizers, watchers, image, controls, finish);
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
