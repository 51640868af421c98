package mezzotint.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import mezzotint.image.Image;
import mezzotint.plugin.Problem;
import mezzotint.studio.Picture;
import mezzotint.studio.Progress;
import mezzotint.studio.Request;
import mezzotint.studio.StepLog;
import mezzotint.studio.Studio;
import mezzotint.studio.Watcher;
import mezzotint.tensor.Tensor;

/** Asks its model six times, each time with what it answered before. */
final class Walks implements Studio {

    static final int CALLS = 6;

    /** What the model may answer. */
    final Semaphore calls = new Semaphore(0);
    /** What it has answered. */
    final AtomicInteger called = new AtomicInteger();

    void await(int number) throws InterruptedException {
        while (called.get() < number) {
            Thread.sleep(1);
        }
    }

    @Override
    public Request request(Map<String, Object> settings) {
        throw new AssertionError("not asked for here");
    }

    @Override
    public List<Picture> generate(Request request, Watcher watcher, StepLog log) {
        if (request.words().wanted().equals("refuse")) {
            throw Problem.invalid("as asked", "ask otherwise");
        }
        log.open("model");
        Tensor x = Tensor.of(new float[] {request.words().wanted().charAt(0)}, 1);
        for (int i = 0; i < CALLS; i++) {
            Tensor asked = x;
            double sigma = CALLS - i;
            x = log.recall(x, sigma).orElseGet(() -> answer(asked, sigma, log));
            watcher.progress(new Progress("denoising", i + 1, CALLS, Double.NaN, Optional.empty()));
        }
        int color = Float.floatToIntBits(x.toArray()[0]) & 0xFFFFFF;
        return List.of(new Picture(Image.paint(1, 1, (c, r) -> color), request, 1, x, request.words().wanted() + " " + color));
    }

    private Tensor answer(Tensor x, double sigma, StepLog log) {
        try {
            calls.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        Tensor answer = x.times(1.1 + sigma);
        log.add(x, sigma, answer);
        called.incrementAndGet();
        return answer;
    }
}
