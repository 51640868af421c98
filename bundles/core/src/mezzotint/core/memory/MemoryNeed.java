package mezzotint.core.memory;

import mezzotint.studio.Request;

/**
 * The memory that a request takes while it is met, in bytes, by the shapes of its networks; what the workbench takes anyway is not counted.
 *
 * @param engine outside of Java's heap, without weights
 * @param weights of the networks, as 32-bit floats
 * @param heap in Java's heap
 */
record MemoryNeed(long engine, long weights, long heap) {

    /** What the engine takes, as a share of the values of a network that are there at the same time: measured, see DESIGN.md. */
    private static final double ENGINE_SHARE = 2.5;
    /** Bytes of the heap for each pixel of the batch: the picture, and its file on the way to those who wait for it. */
    private static final long PIXEL = 16;
    /** Bytes of the heap for each pixel of the picture that is being decoded: three floats twice, and the file being written. */
    private static final long DECODED = 36;
    /** Copies of the latents of the batch that samplers, guidance and noise have. */
    private static final long LATENTS = 24;
    /** @param prompts that the denoiser is asked for in one batch */
    static MemoryNeed of(Request.Canvas canvas, int prompts, ModelMemory model) {
        long pixels = (long) canvas.width() * canvas.height();
        double cells = (double) pixels / model.factor() / model.factor();
        double engine = Math.max(model.walk() * prompts * canvas.count(), model.picture()) * cells;
        double latents = LATENTS * model.cell() * cells * canvas.count();
        return new MemoryNeed((long) (ENGINE_SHARE * engine), model.weights(), pixels * (canvas.count() * PIXEL + DECODED) + (long) latents);
    }

    long total() {
        return engine + weights + heap;
    }
}
