package mezzotint.architecture.sd;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.model.Networks;
import mezzotint.plugin.Problem;

/** Whether the networks of a model fit together, tried with the shapes of a small picture. */
record Fit(Networks networks, int width) {

    /** Side of the latent. */
    private static final int CELLS = 8;
    /** Tokens that CLIP takes at once. */
    private static final int TOKENS = 77;

    /** @throws Problem that names the part which gives what the next cannot take */
    void check() {
        int channels = networks.latents().channels();
        int side = CELLS * networks.latents().factor();
        int[] latent = {1, channels, CELLS, CELLS};
        int[] picture = {1, 3, side, side};
        check("the denoiser", networks.denoiser(), Map.of("x", latent, "time", new int[] {1}, "context", new int[] {1, TOKENS, width}), latent);
        check("the decoder", networks.decoder(), Map.of("latent", latent), picture);
        check("the encoder", networks.encoder(), Map.of("image", picture), latent);
        for (Graph text : networks.texts()) {
            check("the text encoder", text, Map.of("ids", new int[] {1, TOKENS}), new int[] {1, TOKENS, width});
        }
    }

    private static void check(String part, Graph graph, Map<String, int[]> given, int[] needed) {
        Graph bare = graph.without(graph.inputs().stream().filter(Input::optional).map(Input::name).collect(Collectors.toSet()));
        Map<String, int[]> shapes = bare.bind(given);
        for (String output : graph.outputs()) {
            if (!Arrays.equals(shapes.get(output), needed)) {
                throw Problem.invalid("the parts of the model do not fit together: " + part + " gives " + output + " of the shape "
                        + Arrays.toString(shapes.get(output)) + " where " + Arrays.toString(needed) + " is needed", "download the model again");
            }
        }
    }
}
