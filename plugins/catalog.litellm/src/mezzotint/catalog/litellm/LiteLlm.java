package mezzotint.catalog.litellm;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.libs.catalog.ModelNames;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * The table of prices that LiteLLM carries. What is said of a model is taken from its maker's own row where there is one; prices are taken from every seller.
 */
@Component
@Plugin(id = "litellm", label = "LiteLLM", source = "https://github.com/BerriAI/litellm")
public final class LiteLlm implements CatalogSource {

    private static final String FILE = "model_prices_and_context_window_backup.json";

    @Override
    public String reads() {
        return "the Python package litellm, as a wheel";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        PackageFile wheel = PackageFile.read(file, path -> path.endsWith("/" + FILE));
        return wheel.parsed(FILE, content -> rows(wheel, JsonParser.parseString(new String(content, StandardCharsets.UTF_8)).getAsJsonObject()));
    }

    private static CatalogRows rows(PackageFile wheel, JsonObject all) {
        all.remove("sample_spec");
        var names = new ModelNames(all.keySet());
        var rows = new Rows(wheel.source("pypi", FILE, null, "MIT", "catalog.litellm 1"));
        // The maker's own row comes first, then short names.
        all.entrySet().stream().filter(e -> e.getValue().getAsJsonObject().has("litellm_provider")).map(e -> offer(names, e.getKey(), e.getValue().getAsJsonObject()))
                .sorted(Comparator.comparing((Offer o) -> !o.isOwn()).thenComparing(o -> o.raw.length()).thenComparing(Offer::raw))
                .forEach(offer -> add(rows, offer));
        return rows.rows();
    }

    /** A model as one seller offers it. */
    private record Offer(String raw, String seller, String id, JsonObject row) {

        boolean isOwn() {
            return id.startsWith(seller + "/") && !raw.startsWith("ft:");
        }
    }

    private static Offer offer(ModelNames names, String raw, JsonObject row) {
        String seller = Sellers.id(row);
        return new Offer(raw, seller, names.id(raw, seller), row);
    }

    private static void add(Rows rows, Offer offer) {
        String id = offer.id;
        String seller = offer.seller;
        rows.artifact(seller, "platform", seller, null, null);
        if (!rows.has(id)) {
            rows.model(id);
            ModelFacts.add(rows, id, offer.row);
        }
        rows.alias(id, offer.raw, 1);
        rows.relation(id, "served-by", seller);
        Meters.of(offer.row).forEach((meter, price) -> rows.price(offer.raw, seller, meter.name(), price.amount(), price.per(), price.unit(),
                Sellers.condition(offer.raw, meter.condition())));
    }
}
