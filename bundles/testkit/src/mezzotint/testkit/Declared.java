package mezzotint.testkit;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What the manifest of the module under test will say, as its {@code bnd.bnd} has it: tests run before the jar is made. */
final class Declared {

    private Declared() {}

    /** A header of the module in whose folder the tests run; none if there is none. */
    static Optional<String> header(String name) {
        Path file = Path.of("bnd.bnd");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Reader in = Files.newBufferedReader(file)) {
            var headers = new Properties();
            headers.load(in);
            return Optional.ofNullable(headers.getProperty(name)).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
