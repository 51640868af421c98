package mezzotint.libs.noise;

import java.util.Arrays;

/**
 * Hashes a seed and the path to a node of a tree into new seeds, as numpy's class of this name does.
 * Source: O'Neill, "Developing a seed_seq alternative" (2015).
 */
final class SeedSequence {

    private final int[] pool;
    private int constant = 0x43b0d7e5;

    /** @param path how the node was reached; empty at the root */
    SeedSequence(long seed, long[] path, int poolSize) {
        pool = new int[poolSize];
        int[] entropy = words(seed);
        if (path.length > 0) {
            // The seed is padded, so that no longer seed can run into the path.
            int[] rest = Arrays.stream(path).mapToObj(SeedSequence::words).flatMapToInt(Arrays::stream).toArray();
            entropy = Arrays.copyOf(entropy, poolSize + rest.length);
            System.arraycopy(rest, 0, entropy, poolSize, rest.length);
        }
        mix(entropy);
    }

    /** New seeds, each of 32 bits. */
    long[] generate(int count) {
        long[] out = new long[count];
        int c = 0x8b51f9dd;
        for (int i = 0; i < count; i++) {
            int v = pool[i % pool.length] ^ c;
            c *= 0x58f38ded;
            v *= c;
            out[i] = (v ^ v >>> 16) & 0xFFFFFFFFL;
        }
        return out;
    }

    private void mix(int[] entropy) {
        for (int i = 0; i < pool.length; i++) {
            pool[i] = hash(i < entropy.length ? entropy[i] : 0);
        }
        for (int from = 0; from < pool.length; from++) {
            for (int to = 0; to < pool.length; to++) {
                if (from != to) {
                    pool[to] = join(pool[to], hash(pool[from]));
                }
            }
        }
        for (int from = pool.length; from < entropy.length; from++) {
            for (int to = 0; to < pool.length; to++) {
                pool[to] = join(pool[to], hash(entropy[from]));
            }
        }
    }

    private int hash(int value) {
        value ^= constant;
        constant *= 0x931e8875;
        value *= constant;
        return value ^ value >>> 16;
    }

    private static int join(int x, int y) {
        int r = 0xca01f9dd * x - 0x4973f715 * y;
        return r ^ r >>> 16;
    }

    /** Words of 32 bits, the low one first; the high one only if it is not zero. */
    private static int[] words(long value) {
        return value >>> 32 == 0 ? new int[] {(int) value} : new int[] {(int) value, (int) (value >>> 32)};
    }
}
