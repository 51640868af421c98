package mezzotint.bench.catalog;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** From the start of the workbench's process to the first answer to a search that goes by meaning, when the index was kept. */
record ColdStart(Path dist, Path work) {

    private static final String SEARCH = "/api/catalog/search?q=transcribe+speech+on+my+own+machine";
    private static final int RUNS = 5;

    Bar bar() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(work, "bench");
        Path index = home.resolve("cache/search/catalog.index");
        try (var first = new OwnWorkbench(dist, home, "")) {
            first.awaitMeaning(SEARCH);
            while (!Files.exists(index)) {
                Thread.sleep(100);
            }
        }
        var total = new double[RUNS];
        var asked = new double[RUNS];
        var processor = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            total[i] = seconds(home, false, processor, i);
            asked[i] = seconds(home, true, new double[RUNS], i);
        }
        Arrays.sort(total);
        Arrays.sort(asked);
        Arrays.sort(processor);
        double median = total[RUNS / 2];
        return Bar.measured("B3", "Cold start to the first answer, with a saved index", "<= 3 s on 2 cores", median <= 3,
                "%.1f s from the start of the process (best %.1f); %.1f s from the question where the workbench had started (best %.1f); %.1f s of processor time; medians of %d, load of the machine %.1f",
                median, total[0], asked[RUNS / 2], asked[0], processor[RUNS / 2], RUNS, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /**
     * @param started whether the time begins when the rest of the workbench answers
     * @param processor is told at a place what the whole took of processors, which other work on the machine changes least
     */
    private double seconds(Path home, boolean started, double[] processor, int place) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (var workbench = new OwnWorkbench(dist, home, "")) {
            if (started) {
                while (!workbench.hasStarted()) {
                    Thread.sleep(20);
                }
                begin = System.nanoTime();
            }
            workbench.awaitMeaning(SEARCH);
            processor[place] = workbench.processorSeconds();
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
