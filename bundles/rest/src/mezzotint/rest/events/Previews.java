package mezzotint.rest.events;

import java.util.Optional;
import java.util.zip.CRC32C;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Progress;
import org.osgi.service.component.annotations.Component;

/** The rough pictures of jobs that run, as PNG: encoded when the first looks at one, and once for all who do. */
@Component(service = Previews.class)
public final class Previews {

    /** A preview as a file; the tag is an ETag. */
    public record Encoded(Image image, byte[] png, String tag) {}

    private Encoded last = new Encoded(null, new byte[0], "");

    /** @throws Problem of kind {@code MISSING} if there is none: the job does not run, or has no step yet */
    public Encoded of(Job job) {
        return encoded(job.progress().preview().orElseThrow(() ->
                new Problem(Problem.Kind.MISSING, "the job " + job.id() + " has no preview now", "previews are there while a picture is made")));
    }

    /** The event of the step that a job is at, if there is a preview of it. */
    Optional<Event> event(Job job) {
        Progress progress = job.progress();
        return progress.preview().map(image -> new Preview(job, progress.step(), () -> encoded(image).png()));
    }

    private synchronized Encoded encoded(Image image) {
        if (last.image() != image) {
            byte[] png = Png.encode(image);
            var sum = new CRC32C();
            sum.update(png);
            last = new Encoded(image, png, "\"" + Long.toHexString(sum.getValue()) + "-" + png.length + "\"");
        }
        return last;
    }
}
