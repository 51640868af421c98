package mezzotint.architecture.sd;

import java.util.Arrays;
import java.util.HashMap;
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
        var given = new HashMap<>(Map.of("x", latent, "time", new int[] {1}, "context", new int[] {1, TOKENS, width}));
        given.putAll(added());
        check("the denoiser", networks.denoiser(), given, latent);
        check("the decoder", networks.decoder(), Map.of("latent", latent), picture);
        check("the encoder", networks.encoder(), Map.of("image", picture), latent);
        checkTexts();
    }

    /** What the family adds to the time. */
    private Map<String, int[]> added() {
        return networks.denoiser().inputs().stream().filter(input -> input.name().equals("pooled") || input.name().equals("sizes"))
                .collect(Collectors.toMap(Input::name, input -> new int[] {1, input.shape().get(1).bind(Map.of())}));
    }

    /** What they give one beside the other is as wide as the denoiser takes it, and so is what one projects. */
    private void checkTexts() {
        int joined = 0;
        for (Graph text : networks.texts().values()) {
            Map<String, int[]> shapes = text.bind(Map.of("ids", new int[] {1, TOKENS}));
            joined += shapes.get(text.outputs().get(0))[2];
            if (text.outputs().contains("projected")) {
                needed("the text encoder", "projected", shapes.get("projected"), new int[] {1, TOKENS, added().get("pooled")[1]});
            }
        }
        needed("the text encoder", "context", new int[] {1, TOKENS, joined}, new int[] {1, TOKENS, width});
    }

    private static void check(String part, Graph graph, Map<String, int[]> given, int[] needed) {
        Graph bare = graph.without(graph.inputs().stream().filter(Input::optional).map(Input::name).collect(Collectors.toSet()));
        Map<String, int[]> shapes = bare.bind(given);
        graph.outputs().forEach(output -> needed(part, output, shapes.get(output), needed));
    }

    private static void needed(String part, String output, int[] shape, int[] needed) {
        if (!Arrays.equals(shape, needed)) {
            throw Problem.invalid("the parts of the model do not fit together: " + part + " gives " + output + " of the shape "
                    + Arrays.toString(shape) + " where "
                    + Arrays.toString(needed) + " is needed", "download the model again");
        }
    }
}
