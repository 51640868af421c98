package mezzotint.catalog.mteb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Relation;
import mezzotint.testkit.CatalogSourceContract;
import mezzotint.testkit.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MtebTest implements CatalogSourceContract {

    @Override
    public Mteb connector() {
        return new Mteb();
    }

    @Override
    public Path sample(Path folder) throws IOException {
        String code = """
                small = ModelMeta(
                    loader=Wrapper,
                    name="acme/Small-Embedder",
                    open_weights=True,
                    n_parameters=22_713_216,
                    license="mit",  # as its page says
                    max_tokens=COMPUTED * 2,
                    superseded_by="acme/Large-Embedder",
                )
                """;
        return Packages.wheel(folder, "mteb", "2.0.0", Map.of("mteb/models/model_implementations/acme.py", code.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void plain_values_are_read_and_computed_ones_are_not(@TempDir Path folder) throws IOException {
        CatalogRows rows = new Mteb().read(sample(folder));
        Map<String, String> facts = rows.facts().stream().collect(Collectors.toMap(Fact::key, Fact::value));
        assertEquals(Map.of("task", "feature-extraction", "openWeights", "true", "parameters", "22713216", "licence", "mit"), facts);
        assertEquals(List.of(new Relation("acme/large-embedder", "supersedes", "acme/small-embedder", "mteb 2.0.0")), rows.relations());
    }
}
