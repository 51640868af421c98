package mezzotint.libs.noise;

import org.osgi.annotation.versioning.ConsumerType;

/** A generator of normal values that has been given its seed. */
@ConsumerType
public interface Normals {

    /** The next values, of mean 0 and variance 1. How many are asked for at once may change them. */
    float[] next(int count);
}
