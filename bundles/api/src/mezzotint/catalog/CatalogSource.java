package mezzotint.catalog;

import java.io.IOException;
import java.nio.file.Path;
import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import org.osgi.annotation.versioning.ConsumerType;

/** Brings rows into the catalog from a package or a file. Reads only: what to do with the rows is decided by who asked. */
@ConsumerType
public interface CatalogSource extends Hook<None> {

    /** What it reads, for a person who wants to fetch it, as in {@code the Python package litellm}. */
    String reads();

    /**
     * Reads a package as its registry serves it.
     *
     * @param file a wheel, an npm tarball, or a file of a kind that {@link #reads} names
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if it is none of these, or damaged, saying where
     */
    CatalogRows read(Path file) throws IOException;
}
