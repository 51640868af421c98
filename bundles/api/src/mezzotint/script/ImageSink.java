package mezzotint.script;

import java.io.IOException;
import java.net.URI;
import mezzotint.plugin.Hook;
import mezzotint.studio.Picture;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes finished pictures: a folder, the gallery, a bucket. */
@ConsumerType
public interface ImageSink<P extends Record> extends Hook<P> {

    /** @return where the picture is now */
    URI accept(Picture picture, P params) throws IOException;
}
