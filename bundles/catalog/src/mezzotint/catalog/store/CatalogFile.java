package mezzotint.catalog.store;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Capability;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Evidence;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Price;
import mezzotint.catalog.Relation;
import mezzotint.catalog.Source;
import mezzotint.plugin.Problem;

/** Rows of many connectors in one file: JSON in gzip, each kind of row a list of columns and a list of lists of values. The seed is one, and so is an export. */
final class CatalogFile {

    static final String FORMAT = "mezzotint-catalog/1";

    private static final Gson GSON = new Gson();

    /** Kinds of rows by their name in the file. */
    private static final Map<String, Class<? extends Record>> KINDS = kinds();

    private CatalogFile() {}

    private static Map<String, Class<? extends Record>> kinds() {
        var kinds = new LinkedHashMap<String, Class<? extends Record>>();
        kinds.put("source", Source.class);
        Tables.ALL.forEach(table -> kinds.put(table.name(), table.type()));
        return kinds;
    }

    /** @param collections rows by the id of the connector */
    static void write(OutputStream out, Map<String, CatalogRows> collections) throws IOException {
        try (var json = new JsonWriter(new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8))) {
            json.beginObject().name("format").value(FORMAT).name("collections").beginObject();
            for (Map.Entry<String, CatalogRows> collection : collections.entrySet()) {
                json.name(collection.getKey()).beginObject();
                for (Map.Entry<String, Class<? extends Record>> kind : KINDS.entrySet()) {
                    write(json, kind.getKey(), kind.getValue(), rows(collection.getValue(), kind.getKey()));
                }
                json.endObject();
            }
            json.endObject().endObject();
        }
    }

    private static List<? extends Record> rows(CatalogRows rows, String kind) {
        return kind.equals("source") ? rows.sources() : Tables.of(rows, Tables.ALL.stream().filter(t -> t.name().equals(kind)).findFirst().orElseThrow());
    }

    private static void write(JsonWriter json, String kind, Class<? extends Record> type, List<? extends Record> rows) throws IOException {
        Shape shape = Shape.of(type);
        json.name(kind).beginObject().name("columns");
        GSON.toJson(shape.names(), List.class, json);
        json.setSerializeNulls(true);
        json.name("rows").beginArray();
        for (Record row : rows) {
            var values = new JsonArray();
            Arrays.stream(shape.values(row)).forEach(value -> values.add(json(value)));
            GSON.toJson(values, json);
        }
        json.endArray().endObject();
    }

    private static JsonElement json(Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        }
        boolean number = value instanceof Integer || value instanceof Long || value instanceof Double;
        String text = value instanceof Enum<?> constant ? constant.name() : value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        return number ? new JsonPrimitive((Number) value) : new JsonPrimitive(text);
    }

    /**
     * Rows by the id of the connector, in the order of the file. It may be without gzip, as who writes one by hand has it.
     *
     * @throws Problem of kind {@code INVALID} if it is no such file
     */
    static Map<String, CatalogRows> read(InputStream file) throws IOException {
        var collections = new LinkedHashMap<String, CatalogRows>();
        var in = new PushbackInputStream(file);
        int first = in.read();
        in.unread(first);
        try (var json = new JsonReader(new InputStreamReader(first == '{' ? in : new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            json.beginObject();
            requireFormat(json.nextName().equals("format") ? json.nextString() : "none");
            json.nextName();
            json.beginObject();
            while (json.hasNext()) {
                collections.put(json.nextName(), collection(json));
            }
            json.endObject();
            json.endObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new Problem(Problem.Kind.INVALID, "the file is no export of a catalog: " + e.getMessage(), "export it again", e);
        }
        return collections;
    }

    private static void requireFormat(String format) {
        if (!format.equals(FORMAT)) {
            throw Problem.invalid("the file's format is " + format, "give one of " + FORMAT);
        }
    }

    private static CatalogRows collection(JsonReader json) throws IOException {
        var rows = new HashMap<String, List<Record>>();
        json.beginObject();
        while (json.hasNext()) {
            String kind = json.nextName();
            rows.put(kind, rows(json, KINDS.get(kind)));
        }
        json.endObject();
        return new CatalogRows(of(rows, "source", Source.class), of(rows, "artifact", Artifact.class), of(rows, "alias", ArtifactAlias.class),
                of(rows, "capability", Capability.class), of(rows, "fact", Fact.class), of(rows, "price", Price.class), of(rows, "benchmark", Benchmark.class),
                of(rows, "relation", Relation.class), of(rows, "claim", Claim.class), of(rows, "evidence", Evidence.class));
    }

    private static <T extends Record> List<T> of(Map<String, List<Record>> rows, String kind, Class<T> type) {
        return rows.getOrDefault(kind, List.of()).stream().map(type::cast).toList();
    }

    private static List<Record> rows(JsonReader json, Class<? extends Record> type) throws IOException {
        json.beginObject();
        json.nextName();
        List<?> columns = GSON.fromJson(json, List.class);
        json.nextName();
        var rows = new ArrayList<Record>();
        json.beginArray();
        while (json.hasNext()) {
            rows.add(row(Shape.of(type), columns, GSON.fromJson(json, JsonArray.class)));
        }
        json.endArray();
        json.endObject();
        return rows;
    }

    private static Record row(Shape shape, List<?> columns, JsonArray cells) {
        var values = new Object[shape.names().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(shape.type(i), cells.get(columns.indexOf(shape.names().get(i))));
        }
        return shape.make(values);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object value(Class<?> type, JsonElement value) {
        if (value.isJsonNull()) {
            return null;
        }
        if (type.isEnum()) {
            return Enum.valueOf((Class<Enum>) type, value.getAsString());
        }
        return type == LocalDate.class ? LocalDate.parse(value.getAsString()) : type == BigDecimal.class ? new BigDecimal(value.getAsString())
                : type == int.class || type == Integer.class ? (Object) value.getAsInt() : type == long.class ? (Object) value.getAsLong()
                : type == double.class ? (Object) value.getAsDouble() : value.getAsString();
    }
}
