package mezzotint.catalog.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.CatalogRows;
import mezzotint.testkit.CatalogSourceContract;
import mezzotint.testkit.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest implements CatalogSourceContract {

    @Override
    public Tasks connector() {
        return new Tasks();
    }

    @Override
    public Path sample(Path folder) throws IOException {
        return Packages.tarball(folder, Map.of("package/package.json", "{\n  \"name\": \"@huggingface/tasks\",\n  \"version\": \"0.1.0\"\n}",
                "package/dist/esm/model-libraries.js", """
                        export const LIBRARIES = {
                            diffusers: {
                                prettyLabel: "Diffusers",
                                repoUrl: "https://github.com/huggingface/diffusers",
                            },
                            homeless: {
                                prettyLabel: "No repository",
                            },
                        };
                        """,
                "package/dist/esm/tasks/text-to-image/data.js", """
                        const taskData = {
                            datasets: [
                                {
                                    description: "Pictures with \\"captions\\".",
                                    id: "acme/pictures",
                                },
                            ],
                            models: [
                                {
                                    description: "Paints.",
                                    id: "acme/painter",
                                },
                            ],
                        };
                        """));
    }

    @Test
    void libraries_models_and_data_sets_are_told_apart(@TempDir Path folder) throws IOException {
        CatalogRows rows = new Tasks().read(sample(folder));
        assertEquals("@huggingface/tasks 0.1.0", rows.sources().get(0).id());
        assertEquals(List.of("dataset datasets/acme/pictures", "library huggingface/diffusers", "model acme/painter"),
                rows.artifacts().stream().map(a -> a.type() + " " + a.id()).sorted().toList());
        assertEquals(List.of("Pictures with \"captions\"."), rows.artifacts().stream().filter(a -> a.type().equals("dataset")).map(Artifact::description).toList());
    }
}
