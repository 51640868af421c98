package mezzotint.script;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import mezzotint.plugin.Hook;
import mezzotint.studio.Picture;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes finished pictures: a folder, the gallery, a bucket. */
@ConsumerType
public interface ImageSink<P extends Record> extends Hook<P> {

    /** @return where the picture is now */
    URI accept(Picture picture, P params) throws IOException;

    /**
     * Where this very picture may be already. Asked when the workbench died after it handed a picture over and before it could note
     * where it went.
     *
     * @return newest first; empty if the sink cannot tell
     */
    default List<URI> find(Picture picture, P params) throws IOException {
        return List.of();
    }
}
