package mezzotint.encoder.clip;

/** A token for each of the pairs that merge. A map of boxed numbers would take longer to fill than to read the file. */
final class PairTable {

    static final int NONE = Integer.MAX_VALUE;

    /** Well above twice the merges that {@link BytePairs} reads, so a free place is never far. */
    private static final int BITS = 17;
    private static final int PLACES = 1 << BITS;

    private final long[] keys = new long[PLACES];
    private final int[] tokens = new int[PLACES];

    void put(int left, int right, int token) {
        int place = place(left, right);
        keys[place] = key(left, right);
        tokens[place] = token;
    }

    int get(int left, int right) {
        int place = place(left, right);
        return keys[place] == 0 ? NONE : tokens[place];
    }

    /** Where the pair is, else where it would be. */
    private int place(int left, int right) {
        long key = key(left, right);
        int place = (int) (key * 0x9E3779B97F4A7C15L >>> 64 - BITS);
        while (keys[place] != 0 && keys[place] != key) {
            place = place + 1 & PLACES - 1;
        }
        return place;
    }

    /** Never 0, which marks a free place. */
    private static long key(int left, int right) {
        return (left + 1L) << 32 | right;
    }
}
