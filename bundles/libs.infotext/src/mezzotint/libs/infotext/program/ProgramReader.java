package mezzotint.libs.infotext.program;

import java.util.Optional;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;

/** Reads what one program leaves in its pictures in a form of its own. */
@FunctionalInterface
public interface ProgramReader {

    /**
     * Empty if the program did not make the picture.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if what it left is damaged, or of kind {@code TOO_LARGE}
     */
    Optional<Reading> read(PictureFile picture);
}
