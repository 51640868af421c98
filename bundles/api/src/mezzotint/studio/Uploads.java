package mezzotint.studio;

import mezzotint.image.Image;
import org.osgi.annotation.versioning.ProviderType;

/** Pictures that users handed in to work from. They are there for a month after they were last used. */
@ProviderType
public interface Uploads {

    /** What the name of an upload begins with; its digest follows. */
    String PREFIX = "upload:";

    /**
     * Keeps a picture; it is on the disk when this returns. The same bytes have the same name.
     *
     * @param file a PNG, JPEG, WebP, GIF or BMP
     * @return what the parameters of plugins name it by
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if it is no picture; of kind {@code TOO_LARGE} if it unpacks to more than may be
     */
    String keep(byte[] file);

    /** @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none of that name */
    byte[] file(String name);

    /** @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none of that name */
    Image image(String name);
}
