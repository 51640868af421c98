package mezzotint.launcher.command;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Jar;
import aQute.bnd.version.MavenVersion;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import mezzotint.launcher.start.CommandFailure;

/** A plugin's jar as Maven would build it, without the second and a half that Maven takes to start. */
final class PluginBuild {

    /** Where the rules lie that every plugin's manifest follows, beside those of its own. */
    private static final List<String> RULES = List.of(".mvn/bnd.bnd", "bnd.bnd");
    private static final List<String> CONTENT = List.of(Constants.EXPORT_PACKAGE, Constants.PRIVATE_PACKAGE, Constants.PRIVATEPACKAGE, Constants.INCLUDEPACKAGE);

    private final PluginFolder folder;
    private final Durations durations;

    PluginBuild(PluginFolder folder, Durations durations) {
        this.folder = folder;
        this.durations = durations;
    }

    /** @throws CommandFailure with each error, its file and line, if it cannot be built */
    byte[] jar() throws IOException, InterruptedException {
        List<Path> classPath = folder.classPath();
        durations.end("the class path from Maven");
        Path classes = Files.createTempDirectory(folder.output(), "classes");
        try {
            compile(classes, classPath);
            durations.end("the compiler");
            for (Path resource : folder.below("resources")) {
                Path place = classes.resolve(folder.path().resolve("resources").relativize(resource));
                Files.createDirectories(place.getParent());
                Files.copy(resource, place, StandardCopyOption.REPLACE_EXISTING);
            }
            byte[] jar = bundle(classes, classPath);
            durations.end("the jar");
            return jar;
        } finally {
            Templates.delete(classes);
        }
    }

    private void compile(Path classes, List<Path> classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new CommandFailure("this Java has no compiler; set JAVA_HOME to a JDK 17 or newer");
        }
        var found = new DiagnosticCollector<JavaFileObject>();
        List<Path> sources = folder.below("src").stream().filter(f -> f.toString().endsWith(".java")).toList();
        List<String> options = List.of("--release", "17", "-g", "-proc:none", "-Xlint:all,-processing,-serial", "-d", classes.toString(),
                "-cp", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        try (var files = compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            boolean done = sources.isEmpty() || compiler.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources)).call();
            String said = found.getDiagnostics().stream().map(this::line).collect(Collectors.joining("\n"));
            if (!done) {
                throw new CommandFailure(said);
            }
            System.err.print(said.isEmpty() ? "" : said + "\n");
        }
    }

    private String line(Diagnostic<? extends JavaFileObject> found) {
        String where = found.getSource() == null ? "" : folder.path().relativize(Path.of(found.getSource().toUri())) + ":" + found.getLineNumber() + ": ";
        return where + (found.getKind() == Diagnostic.Kind.ERROR ? "" : "warning: ") + found.getMessage(Locale.ROOT);
    }

    private byte[] bundle(Path classes, List<Path> classPath) throws IOException {
        try (var builder = new Builder()) {
            builder.setBase(folder.path().toFile());
            builder.setProperty(Constants.BUNDLE_SYMBOLICNAME, folder.name());
            builder.setProperty(Constants.BUNDLE_VERSION, MavenVersion.parseMavenString(folder.version()).getOSGiVersion().toString());
            builder.setProperty("project.artifactId", folder.name());
            builder.setProperty("project.version", folder.version());
            for (String rules : RULES) {
                Path file = folder.path().resolve(rules);
                if (Files.exists(file)) {
                    builder.addProperties(file.toFile());
                }
            }
            builder.setClasspath(Stream.concat(Stream.of(classes), classPath.stream()).map(Path::toFile).toArray(File[]::new));
            if (CONTENT.stream().allMatch(c -> builder.getProperty(c) == null)) {
                var all = new Jar(folder.name(), classes.toFile());
                all.setManifest(new Manifest());
                builder.setJar(all);
            }
            return written(builder);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static byte[] written(Builder builder) throws Exception {
        Jar jar = builder.build();
        if (!builder.isOk()) {
            throw new CommandFailure(Stream.concat(builder.getErrors().stream(), builder.getWarnings().stream()).map(e -> "bnd.bnd: " + e).collect(Collectors.joining("\n")));
        }
        var out = new ByteArrayOutputStream();
        jar.write(out);
        return out.toByteArray();
    }
}
