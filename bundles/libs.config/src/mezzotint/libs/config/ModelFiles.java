package mezzotint.libs.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import mezzotint.plugin.Problem;

/**
 * The small files that belong to a model: configurations, vocabularies.
 *
 * @param folder where they are, as diffusers has them; it need not be there
 */
public record ModelFiles(Path folder) {

    public ModelFiles {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Those of a model that is one file: in the folder beside it that is called as it is, with {@code .config} in place of the extension. */
    public static ModelFiles beside(Path file) {
        return new ModelFiles(file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[^.]+$", "") + ".config"));
    }

    /**
     * @param path relative to the folder, as in {@code unet/config.json}; one that leads out of it is never there
     * @throws Problem of kind {@code INVALID} if the file is no such, or cannot be read
     */
    public Optional<byte[]> read(String path) {
        try {
            Path file = folder.resolve(path).normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > Config.LONGEST) {
                throw Problem.invalid(path + " has " + Files.size(file) + " bytes", "check it: no configuration or vocabulary has over " + Config.LONGEST);
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, path + " cannot be read: " + e.getMessage(), "check who may read it", e);
        }
    }
}
