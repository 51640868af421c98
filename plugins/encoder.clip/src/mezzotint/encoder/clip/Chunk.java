package mezzotint.encoder.clip;

import mezzotint.tensor.Tensor;

/**
 * As many tokens as the network takes at once, with their start and end.
 *
 * @param tokens ids, begun with the start token, filled up with end tokens
 * @param multipliers a weight for each of them
 * @param end index of the first end token
 */
record Chunk(int[] tokens, float[] multipliers, int end) {

    /** Tokens of the prompt in a chunk. */
    static final int LENGTH = 75;

    /** The tokens as input [1, 77] of the network; what follows the first end token is the model's padding. */
    Tensor ids(int padding) {
        float[] ids = new float[tokens.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i > end ? padding : tokens[i];
        }
        return Tensor.of(ids, 1, ids.length);
    }
}
