package mezzotint.upscaler.esrgan;

import java.util.stream.IntStream;

/**
 * The stretches into which one side of a picture is cut. All have one length, so that an engine prepares one size; they overlap by twice the reach of the
 * network, and the middle of an overlap is where one gives way to the next: no place is taken from where its surroundings were cut off.
 *
 * @param length of the side
 * @param each length of a stretch
 * @param reach how far from the end of a stretch its values are used
 */
record Tiles(int length, int each, int reach) {

    static Tiles of(int length, int tile, int reach) {
        return new Tiles(length, Math.min(length, tile + 2 * reach), reach);
    }

    int count() {
        return each == length ? 1 : (length - 2 * reach - 1) / (each - 2 * reach) + 1;
    }

    /** Where a stretch begins. */
    int start(int tile) {
        return Math.min(tile * (each - 2 * reach), length - each);
    }

    /** Where its values begin to be used. */
    int from(int tile) {
        return tile == 0 ? 0 : start(tile - 1) + each - reach;
    }

    /** Where they end to be used. */
    int to(int tile) {
        return tile == count() - 1 ? length : start(tile) + each - reach;
    }

    IntStream all() {
        return IntStream.range(0, count());
    }
}
