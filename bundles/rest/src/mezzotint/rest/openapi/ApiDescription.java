package mezzotint.rest.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

/**
 * The description of all routes, put together from those of the bundles that run: each that owns
 * routes carries {@code OSGI-INF/openapi.json}. What every request may be answered is added here,
 * and where a schema names a record by {@code x-record}, what {@link RecordSchema} makes of it.
 */
final class ApiDescription {

    private static final String FILE = "OSGI-INF/openapi.json";
    private static final String PATHS = "paths";
    /** The names of operations in a path; other names there apply to all its operations. */
    private static final List<String> VERBS = List.of("get", "put", "post", "delete", "options", "head", "patch");
    /** Answers of the gate before all servlets. */
    private static final Map<String, String> GATE = Map.of("400", "Invalid", "401", "LoginNeeded", "403", "Forbidden", "429", "Busy");

    private ApiDescription() {}

    static Map<String, Object> of(BundleContext context) {
        Map<String, Object> whole = new LinkedHashMap<>();
        for (Bundle bundle : Stream.concat(Stream.of(context.getBundle()), Arrays.stream(context.getBundles())).distinct().toList()) {
            if (bundle.getState() == Bundle.ACTIVE && bundle.getEntry(FILE) != null) {
                whole = merged(whole, read(bundle));
            }
        }
        whole.put(PATHS, new TreeMap<>(object(whole.get(PATHS))));
        object(whole.get(PATHS)).values().forEach(path -> object(path).forEach((verb, operation) -> {
            if (VERBS.contains(verb)) {
                addAnswersOfTheGate(object(operation));
            }
        }));
        return whole;
    }

    /** What a bundle says of its routes; nothing if that cannot be read. */
    private static Map<String, Object> read(Bundle bundle) {
        URL file = bundle.getEntry(FILE);
        try (InputStream in = file.openStream()) {
            return object(RecordSchema.expanded(Json.parse(in.readAllBytes()), bundle));
        } catch (IOException | Problem | ClassCastException | NullPointerException e) {
            LoggerFactory.getLogger(ApiDescription.class).warn("{} of {} is left out: {}", FILE, bundle.getSymbolicName(), e.getMessage());
            return Map.of();
        }
    }

    private static void addAnswersOfTheGate(Map<String, Object> operation) {
        Map<String, Object> responses = object(operation.get("responses"));
        GATE.forEach((status, name) -> responses.putIfAbsent(status, Map.of("$ref", "#/components/responses/" + name)));
    }

    /** Merges objects and appends lists; of other values that are in both, the first stays. */
    static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
        var both = new LinkedHashMap<>(one);
        other.forEach((key, value) -> both.merge(key, value, (a, b) -> {
            if (a instanceof Map && b instanceof Map) {
                return merged(object(a), object(b));
            }
            if (a instanceof List<?> first && b instanceof List<?> second) {
                List<Object> list = new ArrayList<>(first);
                list.addAll(second);
                return list;
            }
            return a;
        }));
        return both;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
