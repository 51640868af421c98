package mezzotint.catalog.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.CatalogRows;
import mezzotint.testkit.CatalogSourceContract;
import mezzotint.testkit.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandscapeTest implements CatalogSourceContract {

    @Override
    public Landscape connector() {
        return new Landscape();
    }

    @Override
    public Path sample(Path folder) throws IOException {
        return Packages.tarball(folder, Map.of("landscape.yml", """
                landscape:
                  - category:
                    name: Machine Learning
                    subcategories:
                      - subcategory:
                        name: Framework
                        items:
                          - item:
                            name: Candle
                            homepage_url: https://github.com/huggingface/candle
                            repo_url: https://github.com/huggingface/candle
                          - item:
                            name: A member
                            homepage_url: https://example.org
                """));
    }

    @Test
    void what_has_no_repository_is_no_program(@TempDir Path folder) throws IOException {
        CatalogRows rows = new Landscape().read(sample(folder));
        assertEquals(List.of("huggingface/candle"), rows.artifacts().stream().map(a -> a.id()).toList());
        assertEquals("Framework", rows.facts().stream().filter(f -> f.key().equals("category")).findFirst().orElseThrow().value());
    }
}
