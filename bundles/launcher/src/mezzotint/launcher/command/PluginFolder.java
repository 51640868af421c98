package mezzotint.launcher.command;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.libs.signing.Digests;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A plugin's sources.
 *
 * @param name its artifact id, which is the name of its bundle
 * @param version as Maven spells it
 */
record PluginFolder(Path path, String name, String version) {

    /** @throws CommandFailure if it is no folder that {@code mezzotint new} could have written */
    static PluginFolder of(Path path) throws IOException {
        Path folder = path.toAbsolutePath().normalize();
        Path pom = folder.resolve("pom.xml");
        if (!Files.isRegularFile(pom)) {
            throw new CommandFailure(folder + " has no pom.xml; give the folder of a plugin, or begin one with mezzotint new");
        }
        try {
            Element project = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
            return new PluginFolder(folder, child(project, "artifactId", pom), child(project, "version", pom));
        } catch (ParserConfigurationException | SAXException e) {
            throw new CommandFailure(pom + " cannot be read: " + e.getMessage());
        }
    }

    private static String child(Element project, String name, Path pom) {
        for (Node node = project.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        throw new CommandFailure(pom + " has no " + name + " of its own; write one");
    }

    /** Everything a build reads, with what tells one state of a file from another. */
    Map<Path, String> files() throws IOException {
        var files = new TreeMap<Path, String>();
        for (String root : List.of("src", "test", "resources", "pom.xml", "bnd.bnd")) {
            files.putAll(states(root));
        }
        return files;
    }

    /** Files below a folder; none if there is no such thing. */
    List<Path> below(String root) throws IOException {
        return List.copyOf(states(root).keySet());
    }

    private Map<Path, String> states(String root) throws IOException {
        var files = new TreeMap<Path, String>();
        Files.walkFileTree(path.resolve(root), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                if (!file.getFileName().toString().startsWith(".")) {
                    files.put(file, about.lastModifiedTime() + " " + about.size());
                }
                return FileVisitResult.CONTINUE;
            }

            /** Editors write beside a file and then move; what is gone again was no source. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Where this command keeps what it builds, apart from Maven's. */
    Path output() throws IOException {
        return Files.createDirectories(path.resolve("target/dev"));
    }

    /** The jars that the pom names to compile against. Maven is asked only when the pom says other things than it did then, or a jar is gone. */
    List<Path> classPath() throws IOException, InterruptedException {
        Path known = output().resolve("classpath");
        Path asked = output().resolve("classpath.asked"); // Maven leaves a file alone that would not change, so its age tells nothing
        String now = question();
        if (!Files.exists(known) || !Files.exists(asked) || !Files.readString(asked).equals(now) || !jars(known).stream().allMatch(Files::exists)) {
            System.out.println("asking Maven for the class path, since the pom is new to this command; that takes some seconds");
            maven("dependency:build-classpath", "-DincludeScope=compile", "-Dmdep.outputFile=" + known);
            Files.writeString(asked, now);
        }
        return jars(known);
    }

    private static List<Path> jars(Path list) throws IOException {
        return Arrays.stream(Files.readString(list).split(File.pathSeparator)).filter(jar -> !jar.isBlank()).map(Path::of).toList();
    }

    /** Digests of all that decides what Maven answers. */
    private String question() throws IOException {
        var digests = new StringBuilder();
        var files = new ArrayList<>(below(".mvn"));
        files.add(path.resolve("pom.xml"));
        for (Path file : files) {
            digests.append(Digests.sha256(Files.readAllBytes(file))).append(' ').append(path.relativize(file)).append('\n');
        }
        return digests.toString();
    }

    /** @throws CommandFailure with what Maven says if it fails */
    void maven(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("mvn", "--quiet", "--batch-mode", "-Dstyle.color=never"));
        command.addAll(List.of(arguments));
        Process maven = new ProcessBuilder(command).directory(path.toFile()).redirectErrorStream(true).start();
        String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (maven.waitFor() != 0) {
            throw new CommandFailure(said.strip());
        }
    }
}
