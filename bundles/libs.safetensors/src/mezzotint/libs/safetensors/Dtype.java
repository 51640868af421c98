package mezzotint.libs.safetensors;

import java.nio.ByteBuffer;
import mezzotint.tensor.Tensor;

/** An element type by its name in safetensors, and how it becomes a float. */
public enum Dtype {

    F64(8) {
        @Override
        float at(ByteBuffer b, int i) {
            return (float) b.getDouble(8 * i);
        }
    },
    F32(4) {
        @Override
        float at(ByteBuffer b, int i) {
            return b.getFloat(4 * i);
        }
    },
    F16(2) {
        @Override
        float at(ByteBuffer b, int i) {
            return half(b.getShort(2 * i));
        }
    },
    BF16(2) {
        @Override
        float at(ByteBuffer b, int i) {
            return Float.intBitsToFloat(b.getShort(2 * i) << 16);
        }
    },
    I64(8) {
        @Override
        float at(ByteBuffer b, int i) {
            return b.getLong(8 * i);
        }
    },
    I32(4) {
        @Override
        float at(ByteBuffer b, int i) {
            return b.getInt(4 * i);
        }
    },
    I16(2) {
        @Override
        float at(ByteBuffer b, int i) {
            return b.getShort(2 * i);
        }
    },
    I8(1) {
        @Override
        float at(ByteBuffer b, int i) {
            return b.get(i);
        }
    },
    U8(1) {
        @Override
        float at(ByteBuffer b, int i) {
            return b.get(i) & 255;
        }
    },
    BOOL(1) {
        @Override
        float at(ByteBuffer b, int i) {
            return b.get(i);
        }
    };

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** Of one element. */
    public int bytes() {
        return bytes;
    }

    /** @param bytes little-endian, as many as the shape takes */
    public Tensor tensor(ByteBuffer bytes, int... shape) {
        float[] out = new float[bytes.remaining() / this.bytes];
        for (int i = 0; i < out.length; i++) {
            out[i] = at(bytes, i);
        }
        return Tensor.of(out, shape);
    }

    abstract float at(ByteBuffer b, int i);

    /** IEEE 754 binary16, without a branch for normal numbers: the exponent is moved and rescaled. */
    static float half(short bits) {
        int magnitude = (bits & 0x7FFF) << 13;
        float value = Float.intBitsToFloat(magnitude) * 0x1p112f;
        if ((bits & 0x7C00) == 0x7C00) {
            value = Float.intBitsToFloat(magnitude | 0x7F800000);
        }
        return bits < 0 ? -value : value;
    }
}
