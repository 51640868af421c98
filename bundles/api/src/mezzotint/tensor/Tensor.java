package mezzotint.tensor;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An immutable array of 32-bit floats in row-major order, held by the Java heap.
 *
 * <p>Latents, noise and conditioning are small (a 1024 x 1024 picture has a latent of 4 x 128 x 128
 * values), so samplers and guidance work on plain Java arrays; weights and activations stay inside
 * a backend's program. Arithmetic is done in double and rounded once.
 */
public final class Tensor {

    private final int[] shape;
    private final float[] data;

    private Tensor(int[] shape, float[] data) {
        this.shape = shape;
        this.data = data;
    }

    /** @throws IllegalArgumentException if the number of values is not the product of the shape */
    public static Tensor of(float[] data, int... shape) {
        if (data.length != count(shape)) {
            throw unfilled(data.length, shape);
        }
        return new Tensor(shape.clone(), data.clone());
    }

    /**
     * Takes the values between the buffer's position and its limit; the buffer is left as it was.
     *
     * @throws IllegalArgumentException if their number is not the product of the shape
     */
    public static Tensor of(FloatBuffer values, int... shape) {
        if (values.remaining() != count(shape)) {
            throw unfilled(values.remaining(), shape);
        }
        float[] data = new float[count(shape)];
        values.duplicate().get(data);
        return new Tensor(shape.clone(), data);
    }

    public static Tensor zeros(int... shape) {
        return new Tensor(shape.clone(), new float[count(shape)]);
    }

    /** Joins tensors along their first axis; the other axes agree. */
    public static Tensor concat(List<Tensor> parts) {
        int[] shape = parts.get(0).shape();
        shape[0] = parts.stream().mapToInt(t -> t.shape[0]).sum();
        float[] out = new float[count(shape)];
        int at = 0;
        for (Tensor part : parts) {
            if (!Arrays.equals(part.shape, 1, part.shape.length, shape, 1, shape.length)) {
                throw differ(parts.get(0), part);
            }
            System.arraycopy(part.data, 0, out, at, part.data.length);
            at += part.data.length;
        }
        return new Tensor(shape, out);
    }

    /** The rows {@code from} (inclusive) to {@code to} (exclusive) of the first axis. */
    public Tensor rows(int from, int to) {
        if (from < 0 || to <= from || to > shape[0]) {
            throw new IllegalArgumentException(this + " has no rows from " + from + " to " + to);
        }
        int row = data.length / shape[0];
        int[] out = shape.clone();
        out[0] = to - from;
        return new Tensor(out, Arrays.copyOfRange(data, from * row, to * row));
    }

    /** The same values in another shape of the same size. */
    public Tensor reshape(int... shape) {
        if (count(shape) != data.length) {
            throw new IllegalArgumentException(this + " cannot take the shape " + Arrays.toString(shape));
        }
        return new Tensor(shape.clone(), data);
    }

    public int[] shape() {
        return shape.clone();
    }

    /** The length of one axis. */
    public int size(int axis) {
        return shape[axis];
    }

    public int size() {
        return data.length;
    }

    /** A copy of the values. */
    public float[] toArray() {
        return data.clone();
    }

    /** The values without a copy, read-only. */
    public FloatBuffer buffer() {
        return FloatBuffer.wrap(data).asReadOnlyBuffer();
    }

    public Tensor plus(Tensor other) {
        return zip(other, (a, b) -> a + b);
    }

    public Tensor minus(Tensor other) {
        return zip(other, (a, b) -> a - b);
    }

    public Tensor times(double factor) {
        float[] out = new float[data.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (data[i] * factor);
        }
        return new Tensor(shape, out);
    }

    public Tensor over(double divisor) {
        return times(1 / divisor);
    }

    /** This tensor at weight 0, the other at weight 1, and the line between. */
    public Tensor towards(Tensor other, double weight) {
        return zip(other, (a, b) -> a + (b - a) * weight);
    }

    public Tensor map(DoubleUnaryOperator f) {
        float[] out = new float[data.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) f.applyAsDouble(data[i]);
        }
        return new Tensor(shape, out);
    }

    /** Joins two tensors of one shape value by value. */
    public Tensor zip(Tensor other, DoubleBinaryOperator f) {
        if (!Arrays.equals(shape, other.shape)) {
            throw differ(this, other);
        }
        float[] out = new float[data.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) f.applyAsDouble(data[i], other.data[i]);
        }
        return new Tensor(shape, out);
    }

    /** The root of the mean of the squares. */
    public double rms() {
        double sum = 0;
        for (float v : data) {
            sum += (double) v * v;
        }
        return Math.sqrt(sum / data.length);
    }

    /** Whether every value is a finite number. */
    public boolean isFinite() {
        for (float v : data) {
            if (!Float.isFinite(v)) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException differ(Tensor a, Tensor b) {
        return new IllegalArgumentException("shapes differ: " + a + " and " + b);
    }

    private static IllegalArgumentException unfilled(int values, int[] shape) {
        return new IllegalArgumentException(values + " values do not fill the shape " + Arrays.toString(shape));
    }

    private static int count(int[] shape) {
        if (Arrays.stream(shape).anyMatch(s -> s < 0)) {
            throw new IllegalArgumentException("no tensor has the shape " + Arrays.toString(shape));
        }
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
