package mezzotint.catalog;

import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns texts into vectors, so that texts of like meaning are near each other. */
@ConsumerType
public interface Embedder extends Hook<None> {

    /** Name and digest of the model. Vectors of one model can be compared with each other, and are kept under this name. */
    String model();

    /**
     * The vector of a text. The same text gives the same vector on one machine.
     *
     * @param text of any length; what is longer than the model takes is cut
     * @return of length 1 (L2), always of one size
     */
    float[] embed(String text);
}
