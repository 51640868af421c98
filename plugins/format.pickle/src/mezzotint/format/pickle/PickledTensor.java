package mezzotint.format.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import mezzotint.libs.safetensors.Dtype;

/**
 * A tensor as a pickle tells of it.
 *
 * @param offset of its first value in the storage
 * @param strides values from one index to the next, along each axis
 */
record PickledTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {

    /** The values of one or more tensors. @param key name of the zip entry @param dtype null where it is of bytes alone, of which no tensor is made */
    record Storage(String key, Dtype dtype, long values) {}

    Dtype dtype() {
        return storage.dtype;
    }

    /** Number of values; -1 where they cannot be counted or would not fit into the storage. */
    long count() {
        long count = 1;
        long last = 0;
        for (int i = 0; i < shape.size(); i++) {
            long side = shape.get(i);
            long stride = strides.get(i);
            boolean fits = side >= 0 && stride >= 0 && side <= storage.values && stride <= storage.values && (side <= 1 || (side - 1) * (double) stride < storage.values);
            if (!fits && side != 0) {
                return -1;
            }
            count = side == 0 || count == 0 ? 0 : count > Integer.MAX_VALUE ? count : count * side;
            last += Math.max(0, side - 1) * stride;
        }
        long room = count == 0 ? storage.values : storage.values - 1 - last;
        return offset < 0 || offset > room || count > storage.values ? -1 : count;
    }

    /** The values in the order of their indices. @param storage all of it, of less than 2 GB */
    ByteBuffer gathered(ByteBuffer storage) {
        int size = dtype().bytes();
        ByteBuffer out = ByteBuffer.allocate((int) count() * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count(); i++) {
            long at = offset;
            int rest = i;
            for (int axis = shape.size() - 1; axis >= 0; axis--) {
                at += rest % shape.get(axis) * strides.get(axis);
                rest /= shape.get(axis);
            }
            out.put(i * size, storage, (int) at * size, size);
        }
        return out;
    }

    /** Whether its values lie one after the other. */
    boolean isDense() {
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) != 1 && strides.get(i) != expected) {
                return false;
            }
            expected *= shape.get(i);
        }
        return true;
    }
}
