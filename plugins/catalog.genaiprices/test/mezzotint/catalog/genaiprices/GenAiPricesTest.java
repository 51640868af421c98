package mezzotint.catalog.genaiprices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Price;
import mezzotint.plugin.Problem;
import mezzotint.testkit.CatalogSourceContract;
import mezzotint.testkit.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenAiPricesTest implements CatalogSourceContract {

    /** Lines of the real file. */
    private static final Path EXCERPT = Path.of("test/mezzotint/catalog/genaiprices/data.py");

    @Override
    public GenAiPrices connector() {
        return new GenAiPrices();
    }

    /** With the day that is to come moved to where it stays to come. */
    @Override
    public Path sample(Path folder) throws IOException {
        return wheel(folder, Files.readString(EXCERPT).replace("(2027, 1, 1)", "(2999, 1, 1)"));
    }

    private static Path wheel(Path folder, String code) throws IOException {
        return Packages.wheel(folder, "genai-prices", "0.2.3", Map.of("genai_prices/data.py", code.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> prices(CatalogRows rows, String model, String meter) {
        return rows.prices().stream().filter(p -> p.artifact().endsWith(model) && p.meter().equals(meter))
                .map(p -> (p.amount().toPlainString() + " " + p.condition()).strip() + (p.observed() == null ? "" : " since " + p.observed())).toList();
    }

    @Test
    void a_tier_and_a_batch_have_prices_of_their_own(@TempDir Path folder) throws IOException {
        CatalogRows rows = new GenAiPrices().read(sample(folder));
        assertEquals(List.of("0.10", "0.50 above 100000 tokens"), prices(rows, "claude-haiku-5-5", "input"));
        assertEquals(List.of("0.05 since 2026-10-14", "0.25 above 100000 tokens since 2026-10-14"), prices(rows, "claude-haiku-5-5", "input.batch"));
        assertEquals(List.of("0.01", "0.05 above 100000 tokens", "0.005 batch since 2026-10-14", "0.025 batch above 100000 tokens since 2026-10-14"),
                prices(rows, "claude-haiku-5-5", "input.cached"));
        Price search = rows.prices().stream().filter(p -> p.artifact().endsWith("claude-haiku-5-5") && p.meter().equals("web.searches")).findFirst().orElseThrow();
        assertEquals("10.00 for 1000 request", search.amount() + " for " + search.per() + " " + search.unit());
    }

    @Test
    void a_price_says_from_when_until_when_and_at_which_hours_it_holds(@TempDir Path folder) throws IOException {
        CatalogRows rows = new GenAiPrices().read(sample(folder));
        assertEquals(LocalDate.of(2026, 10, 19), rows.sources().get(0).observed(), "the newest day that has come");
        assertEquals(List.of("5.00 before 2026-03-13", "10.00 before 2026-03-13 above 200000 tokens", "5.00 since 2026-03-13"), prices(rows, "claude-opus-4-6", "input"));
        assertEquals(List.of("0.75", "1.50 from 2999-01-01 since 2999-01-01"), prices(rows, "gemini-3.6-flash", "input"));
        assertEquals(List.of("0.135", "0.27 00:30 to 16:30 UTC"), prices(rows, "deepseek-chat", "input"));
        assertEquals(List.of("0.09 before 2026-10-19", "0.038 since 2026-10-19"), prices(rows, "clef-flash", "input"));
    }

    @Test
    void the_npm_package_says_the_same_in_javascript(@TempDir Path folder) throws IOException {
        CatalogRows rows = new GenAiPrices().read(Packages.tarball(folder, Map.of("package/package.json", "{\n  \"name\": \"@pydantic/genai-prices\",\n  \"version\": \"0.1.8\"\n}",
                "package/dist/index.js", """
                        const E = [
                          {
                            id: "anthropic",
                            name: "Anthropic",
                            pricing_urls: ["https://www.anthropic.com/pricing#api"],
                            models: [
                              {
                                id: "claude-2",
                                name: "Claude 2.0 / 2.1",
                                description: `Claude 2 is Anthropic's previous "generation" model.
                        `,
                                deprecated: !0,
                                context_window: 2e5,
                                prices: {
                                  input_mtok: 8,
                                  output_mtok: { base: 24, tiers: [{ start: 1e5, price: 30 }] }
                                }
                              }
                            ]
                          }
                        ];
                        export { E as data };
                        """)));
        assertEquals("@pydantic/genai-prices 0.1.8", rows.sources().get(0).id());
        assertEquals(List.of("8.00"), prices(rows, "claude-2", "input"));
        assertEquals(List.of("24.00", "30.00 above 100000 tokens"), prices(rows, "claude-2", "output"));
        assertEquals("200000", rows.facts().stream().filter(f -> f.key().equals("contextTokens")).findFirst().orElseThrow().value());
        assertEquals("deprecated", rows.facts().stream().filter(f -> f.key().equals("status")).findFirst().orElseThrow().value());
        assertEquals("Claude 2 is Anthropic's previous \"generation\" model.", rows.artifacts().stream().filter(a -> a.type().equals("model")).findFirst().orElseThrow().description());
    }

    @Test
    void a_unit_that_nobody_knows_is_refused_by_name(@TempDir Path folder) throws IOException {
        Path wheel = wheel(folder, Files.readString(EXCERPT).replace("input_mtok", "input_furlongs"));
        Problem problem = assertThrows(Problem.class, () -> new GenAiPrices().read(wheel));
        assertTrue(problem.getMessage().contains("the unit of the price input_furlongs is not known"), problem.getMessage());
    }
}
