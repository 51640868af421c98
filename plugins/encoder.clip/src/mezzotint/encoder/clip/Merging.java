package mezzotint.encoder.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The merging of one word: the pair that was merged first in training is merged first, the leftmost
 * of equals. A queue keeps this fast for words of any length, as text without spaces is one.
 */
final class Merging {

    private static final int GONE = -1;

    private final BytePairs pairs;
    private final int[] pieces;
    private final int[] next;
    private final int[] previous;
    /** The token a pair merges to in the high half, the place of its left piece in the low half. */
    private final PriorityQueue<Long> queue = new PriorityQueue<>();

    /** @param pieces the tokens to merge; overwritten */
    Merging(int[] pieces, BytePairs pairs) {
        this.pieces = pieces;
        this.pairs = pairs;
        next = new int[pieces.length];
        previous = new int[pieces.length];
        for (int i = 0; i < pieces.length; i++) {
            next[i] = i + 1;
            previous[i] = i - 1;
        }
    }

    List<Integer> run() {
        for (int i = 0; i < pieces.length; i++) {
            offer(i);
        }
        while (!queue.isEmpty()) {
            long best = queue.poll();
            merge((int) best, (int) (best >> 32));
        }
        var out = new ArrayList<Integer>();
        for (int i = 0; i < pieces.length; i = next[i]) {
            out.add(pieces[i]);
        }
        return out;
    }

    private void offer(int at) {
        int token = token(at);
        if (token != PairTable.NONE) {
            queue.add((long) token << 32 | at);
        }
    }

    private void merge(int at, int token) {
        if (token(at) != token) {
            return; // a merge beside it was faster
        }
        int right = next[at];
        pieces[at] = token;
        pieces[right] = GONE;
        next[at] = next[right];
        if (next[at] < pieces.length) {
            previous[next[at]] = at;
        }
        offer(at);
        if (previous[at] >= 0) {
            offer(previous[at]);
        }
    }

    private int token(int at) {
        return pieces[at] == GONE || next[at] == pieces.length ? PairTable.NONE : pairs.merge(pieces[at], pieces[next[at]]);
    }
}
