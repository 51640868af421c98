package mezzotint.test.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.test.kit.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build of the api fails, in words, where a package has changed and its version does not say so. */
class BaselineTest {

    private static final String HOOK = "bundles/api/src/mezzotint/diffusion/Sampler.java";
    private static final String VERSION = "bundles/api/src/mezzotint/diffusion/package-info.java";

    @TempDir
    private Path top;

    /** A copy of the api and of what builds it; the api as it is now counts as the last release. */
    @BeforeEach
    void release() throws IOException {
        Path here = Command.dist().resolve("../..").normalize();
        for (String file : List.of("bnd.bnd", "cnf/bnd.bnd", "cnf/baseline.xml", "bundles/api/bnd.bnd", "bundles/api/pom.xml")) {
            copy(here.resolve(file), top.resolve(file));
        }
        try (Stream<Path> sources = Files.walk(here.resolve("bundles/api/src"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                copy(source, top.resolve(here.relativize(source)));
            }
        }
        String pom = Files.readString(here.resolve("cnf/pom.xml"));
        Files.writeString(top.resolve("cnf/pom.xml"), pom.replaceAll("<module>.*</module>", "").replace("</modules>", "<module>../bundles/api</module></modules>"));
        Path release = top.resolve("cnf/baseline/mezzotint/released/api");
        copy(Command.dist().resolve("m2/mezzotint/api/1.0.0/api-1.0.0.jar"), release.resolve("1.0.0/api-1.0.0.jar"));
        Files.writeString(release.resolve("1.0.0/api-1.0.0.pom"), "<project><modelVersion>4.0.0</modelVersion><groupId>mezzotint.released</groupId>"
                + "<artifactId>api</artifactId><version>1.0.0</version></project>");
        Files.writeString(release.resolve("maven-metadata.xml"), "<metadata><groupId>mezzotint.released</groupId><artifactId>api</artifactId>"
                + "<versioning><versions><version>1.0.0</version></versions></versioning></metadata>");
    }

    @Test
    void a_change_needs_its_version() throws Exception {
        assertEquals(0, build().status(), "nothing has changed");
        change(HOOK, "default String schedule\\(\\) \\{", "default int more() { return 1; }\n\n    default String schedule() {");
        assertAsksFor("1.1.0", "MINOR");
        change(VERSION, "1\\.0\\.0", "1.1.0");
        assertEquals(0, build().status(), "the version of the package says so");
        change(HOOK, "default int more\\(\\) \\{ return 1; \\}", "int more();");
        assertAsksFor("2.0.0", "MAJOR");
    }

    private void assertAsksFor(String version, String kind) throws IOException, InterruptedException {
        Command built = build();
        assertEquals(1, built.status(), "the build goes on");
        String line = built.out().lines().filter(l -> l.startsWith("* mezzotint.diffusion ")).reduce((a, b) -> b).orElse("");
        assertTrue(line.matches("\\* mezzotint\\.diffusion +PACKAGE +" + kind + " .* " + version.replace(".", "\\.") + " .*"), line);
        assertTrue(built.out().contains("the version of a package does not say so") && built.out().contains("package-info.java"),
                () -> built.out().lines().filter(l -> l.contains("ERROR")).limit(10).collect(Collectors.joining("\n")));
    }

    private Command build() throws IOException, InterruptedException {
        return Command.run(top, List.of("mvn", "--batch-mode", "-Dstyle.color=never", "-DskipTests", "-Dmaven.repo.local=" + Command.repository(),
                "-f", "cnf/pom.xml", "package"));
    }

    private void change(String file, String pattern, String replacement) throws IOException {
        String text = Files.readString(top.resolve(file));
        String changed = text.replaceFirst(pattern, replacement);
        assertTrue(!changed.equals(text), file + " has no " + pattern);
        Files.writeString(top.resolve(file), changed);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }
}
