package mezzotint.catalog.genaiprices;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.libs.catalog.JsonFields;
import mezzotint.libs.catalog.ModelNames;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Pydantic's table of prices: tiers by length, variants such as batch, and the days from which prices hold. The files of the package carry no day; it speaks of the
 * newest day that it names and that has come. A price of 0 is taken only from names that say free.
 */
@Component
@Plugin(id = "genaiprices", label = "genai-prices", source = "https://github.com/pydantic/genai-prices")
public final class GenAiPrices implements CatalogSource {

    private static final String WHEEL = "genai_prices/data.py";
    private static final String TARBALL = "package/dist/index.js";
    /** Sellers that others here call otherwise. */
    private static final Map<String, String> SELLERS = Map.of("aws", "amazon-bedrock", "fireworks", "fireworks-ai", "together", "togetherai", "x-ai", "xai", "voyageai", "voyage");

    /** A model as one seller offers it. */
    private record Offer(String seller, String raw, String id, JsonObject says) {}

    @Override
    public String reads() {
        return "the Python package genai-prices, as a wheel, or the npm package @pydantic/genai-prices, as a tarball";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        PackageFile read = PackageFile.read(file, path -> path.equals(WHEEL) || path.equals(TARBALL));
        String data = read.files().containsKey(TARBALL) ? TARBALL : WHEEL;
        return read.parsed(data, content -> rows(read, data, Literal.read(new String(content, StandardCharsets.UTF_8))));
    }

    private static CatalogRows rows(PackageFile read, String data, JsonArray providers) {
        LocalDate day = DatedPrices.newest(providers);
        var rows = new Rows(read.source(data.equals(WHEEL) ? "pypi" : "npm", data, day, "MIT", "catalog.genaiprices 1"));
        providers.forEach(p -> {
            JsonObject provider = p.getAsJsonObject();
            rows.artifact(seller(provider), "platform", JsonFields.text(provider, "name"), null, null);
            if (provider.has("pricing_urls")) {
                rows.fact(seller(provider), "priceSource", provider.getAsJsonArray("pricing_urls").get(0).getAsString(), null);
            }
        });
        offers(providers).stream().sorted(Comparator.comparing((Offer o) -> !o.id.startsWith(o.seller + "/")).thenComparing(o -> o.raw.length()).thenComparing(Offer::raw))
                .forEach(offer -> add(rows, offer, day));
        return rows.rows();
    }

    private static String seller(JsonObject provider) {
        return SELLERS.getOrDefault(JsonFields.text(provider, "id"), JsonFields.text(provider, "id").replace('_', '-'));
    }

    private static List<Offer> offers(JsonArray providers) {
        var raws = new ArrayList<String>();
        providers.forEach(p -> p.getAsJsonObject().getAsJsonArray("models").forEach(m -> raws.add(raw(p.getAsJsonObject(), m))));
        var names = new ModelNames(raws);
        var offers = new ArrayList<Offer>();
        providers.forEach(p -> p.getAsJsonObject().getAsJsonArray("models").forEach(m -> {
            String raw = raw(p.getAsJsonObject(), m);
            String seller = seller(p.getAsJsonObject());
            offers.add(new Offer(seller, raw, names.id(raw, seller), m.getAsJsonObject()));
        }));
        return offers;
    }

    private static String raw(JsonObject provider, JsonElement model) {
        return seller(provider) + "/" + JsonFields.text(model.getAsJsonObject(), "id");
    }

    private static void add(Rows rows, Offer offer, LocalDate day) {
        if (!rows.has(offer.id)) {
            String[] named = offer.id.split("/", 2);
            rows.artifact(offer.id, "model", Objects.requireNonNullElse(JsonFields.text(offer.says, "name"), named[1]), named[0], JsonFields.text(offer.says, "description"));
            rows.fact(offer.id, "contextTokens", offer.says.has("context_window") ? offer.says.get("context_window").getAsBigDecimal().toBigInteger() : null, "token");
            rows.fact(offer.id, "status", "true".equals(JsonFields.text(offer.says, "deprecated")) ? "deprecated" : null, null);
        }
        rows.alias(offer.id, offer.raw, 1);
        rows.relation(offer.id, "served-by", offer.seller);
        new DatedPrices(day).of(offer.says).stream().filter(p -> p.amount().signum() > 0 || offer.raw.matches(".*[:-]free"))
                .forEach(p -> rows.price(offer.raw, offer.seller, p.meter().name(), p.amount(), p.meter().per(), p.meter().unit(), p.condition(), p.since()));
    }
}
