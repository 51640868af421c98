package mezzotint.bench.catalog;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.bench.Services;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.catalog.ScoreResult;

/** Every score of every artifact, beside what a script in Python that shares no code with the scores makes of an export. */
record Recomputing(Catalog catalog, List<Passport> all, Path script, Services services, Path folder) {

    private static final String WHAT = "Scores that an independent script computes from an export, of all";
    private static final String WANTED = "100 %, equal to 1e-9";
    private static final double SLACK = 1e-9;

    Bar bar() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, "bench");
        URI export = URI.create("http://127.0.0.1:" + services.context().getProperty("mezzotint.port") + "/api/catalog/export");
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(export).build(), BodyHandlers.ofFile(work.resolve("export.json.gz")));
        Files.writeString(work.resolve("ids"), all.stream().map(p -> p.artifact().id()).collect(Collectors.joining("\n")));
        LocalDate day = all.get(0).asOf();
        try {
            int status = new ProcessBuilder("python3", script.toString(), work.resolve("export.json.gz").toString(), day.toString()).redirectInput(work.resolve("ids").toFile())
                    .redirectOutput(work.resolve("scores").toFile()).redirectError(work.resolve("error").toFile()).start().waitFor();
            if (status != 0) {
                return Bar.measured("B5", WHAT, WANTED, false, "the script failed: %s", Files.readString(work.resolve("error")));
            }
        } catch (IOException e) {
            return Bar.unmeasured("B5", WHAT, WANTED, "python3 is needed: " + e.getMessage());
        }
        return compare(JsonParser.parseString(Files.readString(work.resolve("scores"))).getAsJsonObject());
    }

    private Bar compare(JsonObject again) {
        int compared = 0;
        int values = 0;
        var different = new ArrayList<String>();
        for (Passport passport : all) {
            for (ScoreResult score : catalog.scores(passport, Map.of())) {
                if (!score.score().equals(Catalog.OVERALL)) {
                    JsonArray other = again.getAsJsonObject(passport.artifact().id()).getAsJsonArray(score.score());
                    compared++;
                    values += score.value() == null ? 0 : 1;
                    if (!isSame(score, other)) {
                        different.add(score + " against " + other);
                    }
                }
            }
        }
        return Bar.measured("B5", WHAT, WANTED, different.isEmpty() && values > 0, "%d of %d (%d with a value, the others refused), each with its bounds%s",
                compared - different.size(), compared, values, different.isEmpty() ? "" : "; not: " + different.get(0));
    }

    private static boolean isSame(ScoreResult score, JsonArray other) {
        boolean value = score.value() == null ? other.get(0).isJsonNull() : !other.get(0).isJsonNull() && near(score.value(), other, 0);
        return value && near(score.lo(), other, 1) && near(score.hi(), other, 2);
    }

    private static boolean near(double value, JsonArray other, int at) {
        return Math.abs(value - other.get(at).getAsDouble()) <= SLACK;
    }
}
