package mezzotint.studio;

import java.util.Optional;
import mezzotint.image.Image;

/**
 * How far a request has come.
 *
 * @param stage what is being done, in a word: waiting, loading, reading, denoising, decoding, saving, done
 * @param step noise levels reached so far, of {@code steps}; a step of several calls counts once
 * @param secondsLeft estimate until the pictures are there; NaN while it is not known
 * @param preview rough picture after the last step
 */
public record Progress(String stage, int step, int steps, double secondsLeft, Optional<Image> preview) {}
