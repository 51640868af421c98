package mezzotint.catalog.genaiprices;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import mezzotint.libs.catalog.JsonFields;

/**
 * The prices of a model: those that hold on a day, and with their condition those that held before it, or will hold.
 *
 * @param day that the package speaks of; null if it names none
 */
record DatedPrices(LocalDate day) {

    /** @param since null if it is not told */
    record Amount(Meter meter, BigDecimal amount, String condition, LocalDate since) {}

    /** The newest day on which a price began to hold and that is not to come; null if none is named. */
    static LocalDate newest(JsonElement all) {
        return starts(all).stream().filter(d -> !d.isAfter(LocalDate.now())).max(Comparator.naturalOrder()).orElse(null);
    }

    private static List<LocalDate> starts(JsonElement all) {
        if (all.isJsonArray()) {
            return all.getAsJsonArray().asList().stream().flatMap(one -> starts(one).stream()).toList();
        }
        if (!all.isJsonObject()) {
            return List.of();
        }
        JsonObject object = all.getAsJsonObject();
        return object.has("start_date") ? List.of(start(object)) : object.asMap().values().stream().flatMap(one -> starts(one).stream()).toList();
    }

    /** Null where there is none, which is said or left out. */
    private static JsonObject constraint(JsonObject price) {
        return price.has("constraint") && price.get("constraint").isJsonObject() ? price.getAsJsonObject("constraint") : null;
    }

    private static LocalDate start(JsonObject constraint) {
        String day = constraint == null ? null : JsonFields.text(constraint, "start_date");
        return day == null ? null : LocalDate.parse(day);
    }

    List<Amount> of(JsonObject model) {
        var found = new ArrayList<Amount>();
        JsonElement prices = model.get("prices");
        if (prices != null && prices.isJsonArray()) {
            conditional(found, prices.getAsJsonArray());
        } else if (prices != null) {
            add(found, prices.getAsJsonObject(), "", null);
        }
        if (model.has("price_variants") && model.get("price_variants").isJsonArray()) {
            model.getAsJsonArray("price_variants").forEach(one -> variant(found, one.getAsJsonObject()));
        }
        return found;
    }

    /** Each holds from its day until that of the next; those for hours of the day hold beside them. */
    private void conditional(List<Amount> found, JsonArray prices) {
        List<JsonObject> all = StreamSupport.stream(prices.spliterator(), false).map(JsonElement::getAsJsonObject).toList();
        List<LocalDate> starts = all.stream().map(one -> start(constraint(one))).filter(Objects::nonNull).sorted().toList();
        for (JsonObject one : all) {
            JsonObject constraint = constraint(one);
            LocalDate since = start(constraint);
            if (constraint != null && since == null) {
                add(found, one.getAsJsonObject("prices"), "%s to %s UTC".formatted(hour(constraint, "start_time"), hour(constraint, "end_time")), null);
            } else {
                LocalDate end = starts.stream().filter(d -> since == null || d.isAfter(since)).findFirst().orElse(null);
                add(found, one.getAsJsonObject("prices"), isToCome(since) ? "from " + since : end == null || isToCome(end) ? "" : "before " + end, since);
            }
        }
    }

    private boolean isToCome(LocalDate date) {
        return date != null && day != null && date.isAfter(day);
    }

    private static String hour(JsonObject constraint, String key) {
        return constraint.get(key).getAsString().substring(0, "00:00".length());
    }

    private void variant(List<Amount> found, JsonObject variant) {
        String when = variant.getAsJsonObject("when").asMap().values().stream().map(JsonElement::getAsString).sorted().collect(Collectors.joining(" "));
        LocalDate since = start(constraint(variant));
        add(found, variant.getAsJsonObject("prices"), (when + (isToCome(since) ? " from " + since : "")).strip(), since);
    }

    private static void add(List<Amount> found, JsonObject prices, String condition, LocalDate since) {
        prices.asMap().forEach((key, price) -> {
            Meter meter = Meter.of(key);
            String holds = condition;
            if (condition.startsWith("batch") && meter.hasBatch()) {
                meter = new Meter(meter.name() + ".batch", meter.per(), meter.unit());
                holds = condition.substring("batch".length()).strip();
            }
            if (price.isJsonObject()) {
                found.add(new Amount(meter, price.getAsJsonObject().get("base").getAsBigDecimal(), holds, since));
                for (JsonElement tier : price.getAsJsonObject().getAsJsonArray("tiers")) {
                    String above = "above " + tier.getAsJsonObject().get("start").getAsLong() + " tokens";
                    found.add(new Amount(meter, tier.getAsJsonObject().get("price").getAsBigDecimal(), (holds + " " + above).strip(), since));
                }
            } else if (price.isJsonPrimitive()) {
                found.add(new Amount(meter, price.getAsBigDecimal(), holds, since));
            }
        });
    }
}
