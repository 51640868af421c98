package mezzotint.bench.catalog;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All sources that a connector reads, imported into an empty catalog, and then again. */
record Importing(Path dist, Path packages, Path work) {

    private static final String WHAT = "Import of all sources into an empty catalog, and again";
    private static final String WANTED = "<= 2 min, 0 changes the second time";
    private static final double MOST_SECONDS = 120;
    /** By connector. */
    private static final List<String> FILES = List.of("litellm.whl", "modelsdev.whl", "mteb.whl", "tasks.tgz", "mcp.tar.gz", "landscape.tar.gz", "aider.tar.gz");

    Bar bar() throws IOException, InterruptedException {
        List<String> there = FILES.stream().filter(f -> Files.exists(packages.resolve(f))).toList();
        String missing = FILES.stream().filter(f -> !there.contains(f)).collect(Collectors.joining(", "));
        if (there.isEmpty()) {
            return Bar.unmeasured("B9", WHAT, WANTED, "none of the packages can be had");
        }
        Path home = Files.createTempDirectory(work, "bench");
        try (var workbench = new OwnWorkbench(dist, home, "-Dmezzotint.catalog.seed=off")) {
            while (workbench.get("/api/catalog").isEmpty()) {
                Thread.sleep(100);
            }
            long begin = System.nanoTime();
            Map<String, Long> first = changes(workbench, there);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Map<String, Long> second = changes(workbench, there);
            long again = second.values().stream().mapToLong(n -> n).sum();
            String figure = "%.0f s for %d rows (%s); %d changes the second time".formatted(seconds, first.values().stream().mapToLong(n -> n).sum(), first, again);
            return missing.isEmpty() ? Bar.measured("B9", WHAT, WANTED, seconds <= MOST_SECONDS && again == 0, "%s", figure)
                    : Bar.unmeasured("B9", WHAT, WANTED, "cannot be had: " + missing + "; of the others " + figure);
        }
    }

    /** How many rows were added, changed and ended, by file. */
    private Map<String, Long> changes(OwnWorkbench workbench, List<String> files) throws IOException, InterruptedException {
        var changes = new LinkedHashMap<String, Long>();
        for (String file : files) {
            JsonObject preview = workbench.post("/api/catalog/imports?connector=" + file.substring(0, file.indexOf('.')), Files.readAllBytes(packages.resolve(file)));
            workbench.post("/api/catalog/imports/" + preview.get("id").getAsString() + "/apply", new byte[0]);
            changes.put(file, preview.get("added").getAsLong() + preview.get("changed").getAsLong() + preview.get("gone").getAsLong());
        }
        return changes;
    }
}
