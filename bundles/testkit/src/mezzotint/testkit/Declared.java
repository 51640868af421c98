package mezzotint.testkit;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What the manifest of the module under test will say, as its {@code bnd.bnd} has it: tests run before the jar is made. */
final class Declared {

    private Declared() {}

    /** A header of the module that a class is built in, in the folder {@code target/classes}; none if there is none. */
    static Optional<String> header(Class<?> plugin, String name) {
        try {
            Path file = Path.of(plugin.getProtectionDomain().getCodeSource().getLocation().toURI()).resolve("../../bnd.bnd").normalize();
            return Files.exists(file) ? read(file, name) : Optional.empty();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> read(Path file, String name) {
        try (Reader in = Files.newBufferedReader(file)) {
            var headers = new Properties();
            headers.load(in);
            return Optional.ofNullable(headers.getProperty(name)).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
