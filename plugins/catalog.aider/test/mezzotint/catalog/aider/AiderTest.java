package mezzotint.catalog.aider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import mezzotint.catalog.Benchmark;
import mezzotint.plugin.Problem;
import mezzotint.testkit.CatalogSourceContract;
import mezzotint.testkit.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AiderTest implements CatalogSourceContract {

    @Override
    public Aider connector() {
        return new Aider();
    }

    @Override
    public Path sample(Path folder) throws IOException {
        return Packages.tarball(folder, Map.of("aider/website/_data/polyglot_leaderboard.yml", """
                - dirname: run-a
                  test_cases: 225
                  model: gpt-4.1-mini
                  pass_rate_2: 32.4
                  pass_num_2: 73
                  command: aider --model openai/gpt-4.1-mini
                  date: 2025-04-14

                - dirname: run-b
                  test_cases: 225
                  model: Some Name
                  pass_rate_2: 35.6
                  command: aider --model gemini/gemini-2.0-pro-exp-02-05
                """));
    }

    @Test
    void an_archive_need_not_be_packed(@TempDir Path folder) throws IOException {
        Path packed = sample(folder);
        Path plain = folder.resolve("package.tar");
        try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.copy(in, plain);
        }
        assertEquals(new Aider().read(packed).benchmarks().size(), new Aider().read(plain).benchmarks().size());
        Files.write(plain, Arrays.copyOf(Files.readAllBytes(plain), 600));
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> new Aider().read(plain)).kind(), "it ends within a file");
    }

    @Test
    void a_run_counts_for_the_model_of_its_command(@TempDir Path folder) throws IOException {
        List<Benchmark> runs = new Aider().read(sample(folder)).benchmarks();
        assertEquals(List.of("openai/gpt-4.1-mini", "google/gemini-2.0-pro-exp-02-05"), runs.stream().map(Benchmark::artifact).toList());
        assertEquals(List.of(73, 225), List.of(runs.get(0).k(), runs.get(0).n()));
        assertEquals(null, runs.get(1).k(), "unknown is not 0");
    }
}
