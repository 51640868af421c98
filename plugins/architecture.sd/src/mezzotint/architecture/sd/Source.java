package mezzotint.architecture.sd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/**
 * Where a tensor of the canonical names comes from: a tensor of the file, or a third of its rows.
 *
 * @param name in the file
 * @param third 0 to 2 for query, key and value that are stored as one; {@link #ALL}
 * @param form what is done to its axes
 */
record Source(String name, int third, Form form) {

    static final int ALL = -1;
    private static final int THIRDS = 3;

    /** What is done to the axes of a tensor. */
    enum Form {
        SAME,
        /** [rows, columns, 1, 1], a convolution over single cells, as [rows, columns]. */
        FLAT,
        /** [rows, columns] as [columns, rows]. */
        TRANSPOSED
    }

    static Source all(String name) {
        return new Source(name, ALL, Form.SAME);
    }

    int[] shape(Checkpoint file) {
        int[] shape = file.shape(name);
        if (third != ALL) {
            if (shape.length == 0 || shape[0] % THIRDS != 0) {
                throw misshapen(shape, "query, key and value in one");
            }
            shape[0] /= THIRDS;
        }
        return switch (form) {
            case SAME -> shape;
            case FLAT -> shape.length == 4 && shape[2] == 1 && shape[3] == 1 ? Arrays.copyOf(shape, 2) : shape;
            case TRANSPOSED -> {
                if (shape.length != 2) {
                    throw misshapen(shape, "two axes");
                }
                yield new int[] {shape[1], shape[0]};
            }
        };
    }

    private Problem misshapen(int[] shape, String needed) {
        return Problem.invalid(name + " has the shape " + Arrays.toString(shape) + " where " + needed + " is needed",
                "check that the model is complete and of this architecture");
    }

    /** Mapped from the file, unless it is transposed. */
    ByteBuffer bytes(Checkpoint file) {
        int[] shape = shape(file);
        ByteBuffer all = file.bytes(name);
        int length = third == ALL ? all.remaining() : all.remaining() / THIRDS;
        ByteBuffer own = all.slice(third == ALL ? 0 : third * length, length).order(ByteOrder.LITTLE_ENDIAN);
        return form == Form.TRANSPOSED ? transposed(own, shape[0], shape[1]) : own;
    }

    private static ByteBuffer transposed(ByteBuffer from, int rows, int columns) {
        ByteBuffer out = ByteBuffer.allocate(from.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        int size = rows * columns == 0 ? 0 : from.remaining() / (rows * columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                out.put((row * columns + column) * size, from, (column * rows + row) * size, size);
            }
        }
        return out;
    }

    Tensor tensor(Checkpoint file) {
        int[] shape = shape(file);
        Tensor all = file.tensor(name);
        if (third != ALL) {
            all = all.rows(third * shape[0], (third + 1) * shape[0]);
        }
        if (form != Form.TRANSPOSED) {
            return all.reshape(shape);
        }
        float[] from = all.toArray();
        float[] out = new float[from.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = from[i % shape[1] * shape[0] + i / shape[1]];
        }
        return Tensor.of(out, shape);
    }
}
