package mezzotint.bench;

import java.util.Arrays;

/** Looks every few milliseconds whether a thread of this process is inside an engine's native code. */
final class Outside implements AutoCloseable {

    private static final int MILLIS = 4;

    private final String library;
    private final Thread clock = new Thread(this::watch, "clock");
    private int looks;
    private int inside;

    /** @param library beginning of the names of the classes whose native methods are the engine */
    Outside(String library) {
        this.library = library;
        clock.start();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(MILLIS);
                looks++;
                inside += Thread.getAllStackTraces().values().stream().anyMatch(this::isInside) ? 1 : 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isInside(StackTraceElement[] stack) {
        return Arrays.stream(stack).limit(1).anyMatch(top -> top.isNativeMethod() && top.getClassName().startsWith(library));
    }

    /** Ends it, and tells the share of the time in percent that no thread was inside. */
    double percent() throws InterruptedException {
        close();
        clock.join();
        return 100.0 * (looks - inside) / looks;
    }

    @Override
    public void close() {
        clock.interrupt();
    }
}
