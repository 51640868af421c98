package mezzotint.manager.trust.sample;

import sun.misc.Unsafe;

/** Reaches memory past the heap, as Guava does. */
public final class Reacher {

    public byte run(Unsafe memory, long address) {
        return memory.getByte(address);
    }
}
