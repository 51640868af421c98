package mezzotint.catalog.mteb;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** The records of embedding models in MTEB's code. Of each field what stands there as a text, a number or a truth is read; what is computed is not. */
@Component
@Plugin(id = "mteb", label = "MTEB", source = "https://github.com/embeddings-benchmark/mteb")
public final class Mteb implements CatalogSource {

    private static final Pattern RECORD = Pattern.compile("\\bModelMeta\\((.*?)\\n\\)", Pattern.DOTALL);
    /** A field on a line of its own. */
    private static final Pattern FIELD = Pattern.compile("(?m)^    (\\w+)=(?:\"([^\"]*)\"|([\\d_]+(?:\\.\\d+)?(?:e\\d+)?)|(True|False)),?\\s*(?:#.*)?$");
    private static final Map<String, String> FACTS = new TreeMap<>(Map.of("license", "licence", "open_weights", "openWeights", "release_date", "released", "n_parameters", "parameters",
            "embed_dim", "embeddingDimensions", "max_tokens", "contextTokens", "memory_usage_mb", "memory", "reference", "page", "use_instructions", "usesInstructions"));
    private static final Map<String, String> UNITS = Map.of("memory_usage_mb", "MB", "max_tokens", "token");

    @Override
    public String reads() {
        return "the Python package mteb, as a wheel";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        PackageFile wheel = PackageFile.read(file, path -> path.contains("/model_implementations/") && path.endsWith(".py"));
        var rows = new Rows(wheel.source("pypi", "mteb/models/model_implementations", null, "Apache-2.0", "catalog.mteb 1"));
        wheel.files().values().forEach(code -> RECORD.matcher(new String(code, StandardCharsets.UTF_8)).results().forEach(r -> add(rows, r.group(1))));
        return rows.rows();
    }

    private static void add(Rows rows, String record) {
        Map<String, String> fields = fields(record);
        String name = fields.get("name");
        if (name == null || !name.contains("/")) {
            return;
        }
        String id = name.toLowerCase(Locale.ROOT);
        rows.artifact(id, "model", name.substring(name.indexOf('/') + 1), name.substring(0, name.indexOf('/')), null);
        rows.fact(id, "task", "feature-extraction", null);
        FACTS.forEach((field, key) -> rows.fact(id, key, fields.get(field), UNITS.get(field)));
        String heir = fields.get("superseded_by");
        if (heir != null) {
            rows.relation(heir.toLowerCase(Locale.ROOT), "supersedes", id);
        }
        String base = fields.get("adapted_from");
        if (base != null && base.contains("/")) {
            rows.relation(id, "derived-from", base.toLowerCase(Locale.ROOT));
        }
    }

    /** Those that are plain values; of a name that is there twice the first. */
    private static Map<String, String> fields(String record) {
        var fields = new HashMap<String, String>();
        FIELD.matcher(record).results().forEach(f -> fields.putIfAbsent(f.group(1),
                f.group(2) != null ? f.group(2) : f.group(3) != null ? plain(f.group(3)) : f.group(4).toLowerCase(Locale.ROOT)));
        return fields;
    }

    private static String plain(String number) {
        return new BigDecimal(number.replace("_", "")).toPlainString();
    }
}
