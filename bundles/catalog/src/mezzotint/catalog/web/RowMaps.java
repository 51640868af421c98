package mezzotint.catalog.web;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.catalog.store.Shape;

/** Rows as JSON has them. What is unknown is left out; money is a text, so that no client rounds it. */
final class RowMaps {

    private RowMaps() {}

    static List<Map<String, Object>> of(Collection<? extends Record> rows) {
        return rows.stream().map(RowMaps::of).toList();
    }

    /** Null where there is none. */
    static Map<String, Object> of(Record row) {
        if (row == null) {
            return null;
        }
        Shape shape = Shape.of(row.getClass());
        Object[] values = shape.values(row);
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null && !"".equals(values[i])) {
                map.put(shape.names().get(i), json(values[i], row));
            }
        }
        return map;
    }

    private static Object json(Object value, Record row) {
        if (value instanceof BigDecimal money && row instanceof Price) {
            return money.toPlainString();
        }
        if (value instanceof Record inner) {
            return of(inner);
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(one -> json(one, row)).toList();
        }
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    /** All of a passport. */
    static Map<String, Object> of(Passport passport) {
        Map<String, Object> map = of(passport.artifact());
        map.put("asOf", passport.asOf().toString());
        map.put("aliases", of(passport.aliases()));
        map.put("capabilities", of(passport.capabilities()));
        map.put("facts", facts(passport));
        map.put("conflicts", List.copyOf(passport.conflicts().keySet()));
        map.put("prices", dated(passport, passport.prices()));
        map.put("benchmarks", of(passport.benchmarks()));
        map.put("relations", of(passport.relations()));
        map.put("claims", of(passport.claims()));
        map.put("evidence", of(passport.evidence()));
        map.put("sources", passport.sources().values().stream().sorted((a, b) -> a.id().compareTo(b.id())).map(RowMaps::of).toList());
        return map;
    }

    /** Each with its day, and whether another source says otherwise. */
    static List<Map<String, Object>> facts(Passport passport) {
        Set<String> conflicts = passport.conflicts().keySet();
        return passport.facts().stream().map(fact -> {
            Map<String, Object> map = dated(passport, fact);
            map.put("conflict", conflicts.contains(fact.key()));
            return map;
        }).toList();
    }

    static List<Map<String, Object>> dated(Passport passport, List<Price> prices) {
        return prices.stream().map(price -> dated(passport, price)).collect(Collectors.toList());
    }

    private static Map<String, Object> dated(Passport passport, Record row) {
        Map<String, Object> map = of(row);
        String source = row instanceof Fact fact ? fact.source() : ((Price) row).source();
        map.putIfAbsent("observed", passport.sources().get(source).date().toString());
        return map;
    }
}
