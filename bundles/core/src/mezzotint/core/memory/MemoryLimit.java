package mezzotint.core.memory;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import mezzotint.backend.Engines;
import mezzotint.libs.disk.FileFingerprint;
import mezzotint.model.Networks;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses pictures that there is not enough memory for, before the system ends the process for them. */
public final class MemoryLimit {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryLimit.class);
    /** Share of the heap that a request may take; others are answered meanwhile. */
    private static final double HEAP_SHARE = 0.75;
    /** Pixels by which a smaller size is looked for: all models take multiples of it. */
    private static final int GRID = 64;

    private final Engines engines;
    private final long heap;
    /** By the folder or file of the model. */
    private final Map<Path, Known> models = new ConcurrentHashMap<>();

    /** @param fingerprint of the model that was looked at: another may be put in its place */
    private record Known(String fingerprint, ModelMemory memory) {}

    /** @param heap bytes that Java's heap may grow to */
    public MemoryLimit(Engines engines, long heap) {
        this.engines = engines;
        this.heap = heap;
    }

    /**
     * @param path of the model
     * @param wanted prompts that are combined
     * @throws Problem of kind {@code TOO_LARGE}, with the largest that fits
     */
    public void check(Request request, Path path, Networks networks, int wanted) {
        ModelMemory model;
        try {
            String fingerprint = FileFingerprint.of(path);
            model = models.compute(path, (p, known) -> known != null && known.fingerprint().equals(fingerprint) ? known : new Known(fingerprint,
                    ModelMemory.of(networks))).memory();
        } catch (Problem e) {
            LOG.debug("the memory that {} takes is not known beforehand", path, e);
            return; // a network of a kind that has no latent of two sides
        }
        Request.Canvas canvas = request.canvas();
        int prompts = prompts(request, wanted);
        List<Engines.Held> held = engines.held().stream().filter(each -> each.path().equals(path)).toList();
        long weights = Math.max(0, model.weights() - held.stream().mapToLong(Engines.Held::bytes).sum());
        // What nobody uses now is not to be had, since this picture will.
        long free = engines.free() - held.stream().filter(each -> !each.inUse()).mapToLong(Engines.Held::bytes).sum();
        MemoryNeed need = MemoryNeed.of(canvas, prompts, model);
        LOG.debug("{} would take {}, of {} that can be had", words(canvas), need, free);
        if (!fits(need, free, weights)) {
            boolean heapOnly = need.engine() + need.heap() + weights <= free;
            throw new Problem(Problem.Kind.TOO_LARGE, words(canvas) + " would take about " + gigabytes(heapOnly ? need.heap() : need.total())
                    + " of memory" + (heapOnly ? " of Java's heap, and may take " + gigabytes((long) (HEAP_SHARE * heap)) : ", and " + gigabytes(free)
                            + " can be had"),
                    smaller(canvas, other -> fits(MemoryNeed.of(other, prompts, model), free, weights)));
        }
    }

    /** Guidance of scale 1 asks for one prompt alone, unless several are combined. */
    private static int prompts(Request request, int wanted) {
        boolean alone = wanted == 1 && request.walk().guidance().params().get("scale") instanceof Number scale && scale.doubleValue() == 1;
        return alone ? 1 : 1 + wanted;
    }

    private boolean fits(MemoryNeed need, long free, long weights) {
        return need.engine() + need.heap() + weights <= free && need.heap() <= HEAP_SHARE * heap;
    }

    /** The largest that fits, fewer at once or smaller, as advice. */
    private static String smaller(Request.Canvas canvas, Predicate<Request.Canvas> fits) {
        int count = largest(canvas.count() - 1, n -> fits.test(new Request.Canvas(canvas.width(), canvas.height(), n, canvas.seed())));
        if (count > 0) {
            return "ask for " + count + " at once at most, and for the others in requests of their own";
        }
        int longer = Math.max(canvas.width(), canvas.height());
        int cells = largest(longer / GRID - 1, n -> fits.test(scaled(canvas, n * GRID, longer)));
        return cells > 0 ? "ask for " + words(scaled(canvas, cells * GRID, longer)) + " at most"
                : "close other programs, or use a smaller model";
    }

    private static Request.Canvas scaled(Request.Canvas canvas, int side, int longer) {
        return new Request.Canvas(scaled(canvas.width(), side, longer), scaled(canvas.height(), side, longer), 1, canvas.seed());
    }

    private static int scaled(int length, int side, int longer) {
        return Math.max(GRID, (int) ((long) length * side / longer / GRID * GRID));
    }

    /** The largest number up to one that fits; 0 if none does. */
    private static int largest(int most, IntPredicate fits) {
        int low = 0;
        int high = Math.max(0, most);
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (fits.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static String words(Request.Canvas canvas) {
        return (canvas.count() > 1 ? canvas.count() + " pictures of " : "a picture of ") + canvas.width() + "x" + canvas.height();
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
