package mezzotint.libs.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelNamesTest {

    private static final List<String> MINI = List.of("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14", "azure/gpt-4.1-mini", "azure/eu/gpt-4.1-mini-2025-04-14",
            "ft:gpt-4.1-mini-2025-04-14", "replicate/openai/gpt-4.1-mini", "vercel_ai_gateway/openai/gpt-4.1-mini", "openai/gpt-4.1-mini:free");
    private static final List<String> SONNET = List.of("claude-3-5-sonnet-20241022", "us.anthropic.claude-3-5-sonnet-20241022-v2:0", "vertex_ai/claude-3-5-sonnet@20241022");

    @Test
    void names_of_one_model_have_one_id() {
        var names = new ModelNames(MINI);
        MINI.forEach(name -> assertEquals("openai/gpt-4.1-mini", names.id(name, "somebody"), name));
        assertEquals("anthropic/claude-3.5-sonnet", new ModelNames(SONNET).id("openrouter/anthropic/claude-3.5-sonnet", "openrouter"));
        SONNET.forEach(name -> assertEquals("anthropic/claude-3.5-sonnet", new ModelNames(SONNET).id(name, "somebody"), name));
    }

    @Test
    void two_dates_are_two_versions() {
        var names = new ModelNames(List.of("gpt-4o", "gpt-4o-2024-05-13", "azure/gpt-4o-2024-11-20"));
        assertEquals("openai/gpt-4o", names.id("gpt-4o", "openai"));
        assertEquals("openai/gpt-4o-2024-05-13", names.id("gpt-4o-2024-05-13", "openai"));
        assertEquals("openai/gpt-4o-2024-11-20", names.id("azure/gpt-4o-2024-11-20", "azure"));
    }

    @Test
    void what_looks_alike_stays_apart() {
        var names = new ModelNames(List.of());
        assertNotEquals(names.id("gpt-4.1-mini", "openai"), names.id("gpt-4.1-nano", "openai"));
        assertNotEquals(names.id("qwen3-4b", "alibaba"), names.id("qwen3.4b", "alibaba"));
        assertNotEquals(names.id("gpt-4o", "openai"), names.id("gpt-4o-mini", "openai"));
        assertEquals("somebody/house-model", names.id("house-model", "somebody"));
        assertEquals("thenlper/gte-large", names.id("together_ai/thenlper/gte-large", "together_ai"));
    }
}
