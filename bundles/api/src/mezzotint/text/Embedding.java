package mezzotint.text;

/**
 * A word that a file gave a text network: further rows of its vocabulary, which stand where the word stands in a prompt (textual inversion, Gal et al., 2022).
 *
 * @param name in the spelling of its file
 * @param first its first row, which is the id of its first token
 * @param vectors its rows, each of which takes the place of a token
 */
public record Embedding(String name, int first, int vectors) {}
