package mezzotint.studio;

import java.util.List;
import java.util.Optional;
import mezzotint.image.Image;
import org.osgi.annotation.versioning.ProviderType;

/** The pictures that were made and kept, those of earlier starts too. */
@ProviderType
public interface Pictures {

    /** A picture with the job that made it. */
    record Made(Job.Result result, Job job) {}

    /** Newest first, without those in the trash. */
    List<Made> list();

    /** Those in the trash, newest first. */
    List<Made> trash();

    Optional<Job.Result> find(String id);

    /** A picture with the job that made it, in the trash or not. */
    Optional<Made> origin(String id);

    /** @throws mezzotint.plugin.Problem of kind {@code MISSING} if it is not where it was put */
    Image image(Job.Result result);

    /**
     * The picture as PNG, with its settings in it.
     *
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if it is not where it was put
     */
    byte[] png(Job.Result result);

    /**
     * Puts a picture into the trash, where it stays for a month.
     *
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none; of kind {@code CONFLICT} if its sink keeps it elsewhere than in a file
     */
    void discard(String id);

    /**
     * Takes a picture out of the trash.
     *
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if it is not there
     */
    void restore(String id);
}
