package mezzotint.noise.philox;

/** Philox 4x32-10 with one counter for each value, as one GPU thread makes each. */
final class PhiloxGenerator {

    private static final int ROUNDS = 10;
    private static final double STEP = 0x1p-32;
    /** 2 pi / 2^32, rounded as the GPU's library has it. */
    private static final double ANGLE_STEP = (float) (2.3283064e-10 * 6.2831855);

    private final long seed;
    private int calls;

    PhiloxGenerator(long seed) {
        this.seed = seed;
    }

    /** Normal values in single precision. */
    float[] randn(int count) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = normal(i);
        }
        calls++;
        return out;
    }

    /** Box and Muller's transform of the first two of the four words. */
    private float normal(int index) {
        int[] c = {calls, 0, index, 0};
        int low = (int) seed;
        int high = (int) (seed >>> 32);
        for (int i = 0; i < ROUNDS; i++) {
            round(c, low, high);
            low += 0x9E3779B9;
            high += 0xBB67AE85;
        }
        double u = (c[0] & 0xFFFFFFFFL) * STEP + STEP / 2;
        double angle = (c[1] & 0xFFFFFFFFL) * ANGLE_STEP + ANGLE_STEP / 2;
        return (float) (Math.sqrt(-2 * Math.log(u)) * Math.sin(angle));
    }

    private static void round(int[] c, int low, int high) {
        long first = (c[0] & 0xFFFFFFFFL) * 0xD2511F53L;
        long second = (c[2] & 0xFFFFFFFFL) * 0xCD9E8D57L;
        c[0] = (int) (second >>> 32) ^ c[1] ^ low;
        c[1] = (int) second;
        c[2] = (int) (first >>> 32) ^ c[3] ^ high;
        c[3] = (int) first;
    }
}
