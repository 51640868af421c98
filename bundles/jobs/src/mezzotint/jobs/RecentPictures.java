package mezzotint.jobs;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mezzotint.image.Image;

/** The pictures that were made or looked at last, in memory. */
final class RecentPictures {

    /** Pixels that are kept, of four bytes each. */
    private static final long ROOM = 16 << 20;

    private final Map<String, Image> images = new LinkedHashMap<>(16, 0.75f, true);
    private long pixels;

    synchronized void put(String id, Image image) {
        Image before = images.put(id, image);
        pixels += pixels(image) - (before == null ? 0 : pixels(before));
        Iterator<Image> oldest = images.values().iterator();
        while (pixels > ROOM && images.size() > 1) {
            pixels -= pixels(oldest.next());
            oldest.remove();
        }
    }

    synchronized Optional<Image> get(String id) {
        return Optional.ofNullable(images.get(id));
    }

    /** The picture of a job that is forgotten: nobody can ask for it any more. */
    synchronized void remove(String id) {
        Image image = images.remove(id);
        pixels -= image == null ? 0 : pixels(image);
    }

    private static long pixels(Image image) {
        return (long) image.width() * image.height();
    }
}
