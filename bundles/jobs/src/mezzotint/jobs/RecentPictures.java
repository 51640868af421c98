package mezzotint.jobs;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import mezzotint.image.Image;
import mezzotint.studio.Job;

/** The pictures that were made or looked at last, in memory. Those that no sink has go last: there is no other copy of them. */
final class RecentPictures {

    /** Pixels that are kept, of four bytes each. */
    private static final long ROOM = 16 << 20;
    /** Share of Java's memory that pictures may take which no sink has. */
    private static final int SHARE = 8;

    private record Entry(Image image, boolean kept) {

        long pixels() {
            return (long) image.width() * image.height();
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final long room;
    private final long unkeptRoom;
    private long pixels;

    RecentPictures() {
        this(ROOM, Math.max(ROOM, Runtime.getRuntime().maxMemory() / SHARE / Integer.BYTES));
    }

    /** @param unkeptRoom pixels up to which pictures stay that no sink has */
    RecentPictures(long room, long unkeptRoom) {
        this.room = room;
        this.unkeptRoom = unkeptRoom;
    }

    synchronized void put(Job.Result result, Image image) {
        remove(result.id());
        var entry = new Entry(image, !result.place().isEmpty());
        entries.put(result.id(), entry);
        pixels += entry.pixels();
        makeRoom(room, Entry::kept);
        makeRoom(unkeptRoom, each -> true);
    }

    private void makeRoom(long most, Predicate<Entry> may) {
        Iterator<Entry> oldest = entries.values().iterator();
        for (int left = entries.size(); pixels > most && left > 1; left--) {
            Entry entry = oldest.next();
            if (may.test(entry)) {
                oldest.remove();
                pixels -= entry.pixels();
            }
        }
    }

    synchronized Optional<Image> get(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::image);
    }

    synchronized boolean has(String id) {
        return entries.containsKey(id);
    }

    /** The picture of a job that is forgotten: nobody can ask for it any more. */
    synchronized void remove(String id) {
        Entry entry = entries.remove(id);
        pixels -= entry == null ? 0 : entry.pixels();
    }
}
