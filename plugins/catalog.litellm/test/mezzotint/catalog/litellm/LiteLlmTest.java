package mezzotint.catalog.litellm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Price;
import mezzotint.testkit.CatalogSourceContract;
import mezzotint.testkit.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiteLlmTest implements CatalogSourceContract {

    @Override
    public LiteLlm connector() {
        return new LiteLlm();
    }

    @Override
    public Path sample(Path folder) throws IOException {
        String table = """
                {"sample_spec": {"mode": "one of: chat"},
                 "gpt-4.1-mini": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 1047576, "input_cost_per_token": 4e-07, "input_cost_per_token_batches": 2e-07,
                   "output_cost_per_token": 1.6e-06, "supports_vision": true, "supported_modalities": ["text", "image"], "deprecation_date": "2027-01-14"},
                 "azure/eu/gpt-4.1-mini-2025-04-14": {"litellm_provider": "azure", "mode": "chat", "max_input_tokens": 9, "input_cost_per_token": 4.4e-07},
                 "github_copilot/gpt-4.1-mini": {"litellm_provider": "github_copilot", "mode": "chat", "input_cost_per_token": 0.0}}
                """;
        return Packages.wheel(folder, "litellm", "1.2.3", Map.of("litellm/model_prices_and_context_window_backup.json", table.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void one_model_has_the_makers_facts_and_every_sellers_price(@TempDir Path folder) throws IOException {
        CatalogRows rows = new LiteLlm().read(sample(folder));
        assertEquals("litellm 1.2.3", rows.sources().get(0).id());
        assertEquals(List.of("1047576"), rows.facts().stream().filter(f -> f.key().equals("contextTokens")).map(Fact::value).toList());
        assertEquals(List.of("image, text"), rows.facts().stream().filter(f -> f.key().equals("inputModalities")).map(Fact::value).toList());
        assertEquals(List.of("2027-01-14"), rows.facts().stream().filter(f -> f.key().equals("shutdownDate")).map(Fact::value).toList());
        assertEquals(List.of("openai input 0.40 ", "openai input.batch 0.20 ", "openai output 1.60 ", "azure input 0.44 eu"),
                rows.prices().stream().map(p -> p.seller() + " " + p.meter() + " " + p.amount().toPlainString() + " " + p.condition()).toList(),
                "what costs nothing at a subscription is no price");
        assertEquals(3, rows.aliases().stream().filter(a -> a.artifact().equals("openai/gpt-4.1-mini")).count());
        assertEquals(List.of(1_000_000L), rows.prices().stream().map(Price::per).distinct().toList());
    }
}
