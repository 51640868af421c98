package mezzotint.launcher.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.launcher.start.CommandFailure;

/** The examples that new plugins begin as, one for each hook; they are those of {@code cnf/template}. */
final class Templates {

    private static final List<String> TREES = List.of("src", "test", "resources");
    private final Path dist;
    private final Path folder;

    Templates(Path dist) {
        this.dist = dist;
        this.folder = dist.resolve("template");
    }

    /** The hooks there are examples of. */
    List<String> hooks() throws IOException {
        try (Stream<Path> hooks = Files.list(folder.resolve("src/template"))) {
            return hooks.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    /**
     * Writes a plugin into a folder of its own, whole or not at all.
     *
     * @throws CommandFailure if there is no such hook, the name cannot be used or is taken, or the folder exists
     */
    void write(String hook, String name, Path to) throws IOException {
        if (!hooks().contains(hook)) {
            throw new CommandFailure("there is no hook called " + hook + "; choose among " + String.join(", ", hooks()));
        }
        String example = text(hook);
        PluginNaming naming = PluginNaming.of(name, type -> hides(type, example));
        checkFree(hook, naming);
        if (Files.exists(to)) {
            throw new CommandFailure(to + " exists already; choose another with --folder");
        }
        Path part = to.resolveSibling(to.getFileName() + ".part");
        Files.createDirectories(to.getParent());
        try {
            fill(hook, naming, Files.createDirectory(part));
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(part);
        }
    }

    /** All Java of the example, in which the new class must not hide another. */
    private String text(String hook) throws IOException {
        var text = new StringBuilder();
        for (Path file : files(folder.resolve("src/template").resolve(hook))) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    private static boolean hides(String type, String example) {
        try {
            Class.forName("java.lang." + type);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return Pattern.compile("\\b" + type + "\\b").matcher(example).find();
        }
    }

    private void checkFree(String hook, PluginNaming naming) throws IOException {
        try (Stream<Path> plugins = Files.list(dist.resolve("plugins"))) {
            if (plugins.anyMatch(jar -> jar.getFileName().toString().startsWith(hook + "." + naming.id() + "-"))) {
                throw new CommandFailure("there is a " + hook + " called " + naming.id() + " already; choose another last word");
            }
        }
    }

    private void fill(String hook, PluginNaming naming, Path to) throws IOException {
        for (String tree : TREES) {
            Path from = folder.resolve(tree).resolve("template").resolve(hook);
            if (Files.isDirectory(from)) {
                for (Path file : files(from)) {
                    Path place = from.relativize(file);
                    Path renamed = place.resolveSibling(place.getFileName().toString().replace("Example", naming.type()));
                    put(to.resolve(tree).resolve(naming.path()).resolve(renamed), naming.in(Files.readString(file), hook));
                }
            }
        }
        Path skeleton = folder.resolve("skeleton");
        String version = Templates.class.getPackage().getImplementationVersion();
        for (Path file : files(skeleton)) {
            put(to.resolve(skeleton.relativize(file)), Files.readString(file).replace("@package@", naming.bundle()).replace("@label@", naming.label())
                    .replace("@version@", version).replace("@m2@", dist.resolve("m2").toUri().getRawPath().replaceFirst("/$", "")));
        }
        put(to.resolve(".mvn/parent.xml"), Files.readString(dist.resolve("m2/mezzotint/mezzotint/" + version + "/mezzotint-" + version + ".pom")));
    }

    private static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Removes a folder with all that is in it, where there is one. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(Templates::remove);
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
