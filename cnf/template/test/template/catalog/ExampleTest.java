package template.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mezzotint.testkit.CatalogSourceContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest implements CatalogSourceContract {

    @Override
    public Example connector() {
        return new Example();
    }

    @Override
    public Path sample(Path folder) throws IOException {
        return Files.writeString(folder.resolve("list.txt"), "acme/tool,Tool,MIT\nacme/other,Other,Apache-2.0\n");
    }

    @Test
    void aLineIsAProgram(@TempDir Path folder) throws IOException {
        assertEquals(2, new Example().read(sample(folder)).facts().size());
    }
}
