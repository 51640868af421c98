package mezzotint.noise.torch;

/** The types of floating-point numbers that PyTorch draws. */
enum Precision {
    DOUBLE(53, -1022),
    FLOAT(24, -126),
    HALF(11, -14),
    BFLOAT(8, -126);

    private final int digits;
    private final int lowest;

    /** @param lowest exponent down to which all digits are kept */
    Precision(int digits, int lowest) {
        this.digits = digits;
        this.lowest = lowest;
    }

    /** Binary digits of the fraction, the first one included. */
    int digits() {
        return digits;
    }

    /** The type in which normal values of this type are made. */
    Precision made() {
        return this == DOUBLE ? DOUBLE : FLOAT;
    }

    /** The circle in radians; in single precision PyTorch has vector code that rounds it. */
    double circle() {
        return this == FLOAT ? (float) (2 * Math.PI) : 2 * Math.PI;
    }

    /** The nearest number of this type, by way of the nearest float for the short ones. */
    double round(double value) {
        if (this == DOUBLE) {
            return value;
        }
        float single = (float) value;
        if (this == FLOAT || single == 0) {
            return single;
        }
        double unit = Math.scalb(1.0, Math.max(Math.getExponent(single), lowest) - digits + 1);
        return Math.rint(single / unit) * unit;
    }
}
