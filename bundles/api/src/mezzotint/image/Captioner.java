package mezzotint.image;

import mezzotint.plugin.Hook;
import org.osgi.annotation.versioning.ConsumerType;

/** Says in words what a picture shows: a tagger, a captioning model. */
@ConsumerType
public interface Captioner<P extends Record> extends Hook<P> {

    /**
     * @param image of any size
     * @return never null; without tags or with an empty text where it finds nothing to say
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if the file it needs is not there, saying which and where it is found
     */
    Caption describe(Image image, P params);
}
