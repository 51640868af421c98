package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Price;
import mezzotint.catalog.Source;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for everything that brings rows into the catalog. */
public interface CatalogSourceContract extends PluginContract {

    CatalogSource connector();

    /** A small package of its kind, below a folder. */
    Path sample(Path folder) throws IOException;

    @Override
    default Hook<?> plugin() {
        return connector();
    }

    @Test
    default void saysWhatItReads() {
        assertTrue(connector().reads().length() > 10, connector().reads());
    }

    @Test
    default void bringsRowsThatNameTheirSource(@TempDir Path folder) throws IOException {
        CatalogRows rows = connector().read(sample(folder));
        assertFalse(rows.artifacts().isEmpty());
        Set<String> told = rows.sources().stream().map(Source::id).collect(Collectors.toSet());
        Stream.of(rows.artifacts().stream().map(Artifact::source), rows.facts().stream().map(Fact::source), rows.prices().stream().map(Price::source))
                .flatMap(s -> s).forEach(source -> assertTrue(told.contains(source), source + " is not told"));
        rows.sources().forEach(s -> assertTrue(s.sha256() == null || s.sha256().matches("[0-9a-f]{64}"), s.sha256()));
        assertEquals(rows.artifacts().size(), rows.artifacts().stream().map(Artifact::id).distinct().count(), "an artifact is told twice");
    }

    @Test
    default void readsTheSameTwice(@TempDir Path folder) throws IOException {
        Path sample = sample(folder);
        assertEquals(connector().read(sample), connector().read(sample));
    }

    @Test
    default void refusesWhatIsNoSuchPackage(@TempDir Path folder) throws IOException {
        for (byte[] content : new byte[][] {{}, "<!doctype html>".getBytes(), {'P', 'K', 3, 4, 0, 0}, {0x1F, (byte) 0x8B, 8, 0}}) {
            Path wrong = Files.write(folder.resolve("wrong"), content);
            Problem problem = assertThrows(Problem.class, () -> connector().read(wrong));
            assertEquals(Problem.Kind.INVALID, problem.kind(), problem.getMessage());
        }
    }

    @Test
    default void refusesAPackageWithOtherThingsInItsFiles(@TempDir Path folder) throws IOException {
        for (String content : new String[] {"", "odd", "[1, \"odd\"]", "{\"odd\": {\"models\": 1}}"}) {
            Path other = Packages.with(sample(folder), content.getBytes());
            Problem problem = assertThrows(Problem.class, () -> connector().read(other), content);
            assertEquals(Problem.Kind.INVALID, problem.kind(), problem.getMessage());
        }
    }
}
