package mezzotint.test.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Plugins;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Command;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What {@code mezzotint new} writes builds with Maven alone, passes its tests, and runs: a plugin of every hook. */
class NewTest {

    @TempDir
    private Path folder;

    @Test
    void a_plugin_of_every_hook_is_built_tested_and_installed() throws Exception {
        List<String> hooks = hooks();
        for (String hook : hooks) {
            Command written = Command.run(folder, Command.mezzotint("new", hook, name(hook)));
            assertEquals(0, written.status(), written.error());
        }
        Command built = build(hooks);
        assertEquals(0, built.status(), () -> built.out().lines().filter(line -> line.contains("ERROR")).limit(10).collect(Collectors.joining("\n")));
        var filled = new TreeSet<String>();
        try {
            for (String hook : hooks) {
                byte[] jar = Files.readAllBytes(folder.resolve(name(hook)).resolve("target/" + name(hook) + "-0.1.0.jar"));
                Api.Answer answer = Api.post("/api/plugins?agreed=true", jar);
                assertEquals(201, answer.status(), hook + ": " + answer.json());
                filled.addAll(filled(name(hook)));
            }
            assertEquals(interfaces(), filled, "hooks of the api, and those there is an example of");
        } finally {
            hooks.forEach(hook -> Api.delete("/api/plugins/" + name(hook)));
        }
    }

    @Test
    void what_is_there_is_never_overwritten() throws Exception {
        Path there = Files.writeString(Files.createDirectory(folder.resolve("my.gentle")).resolve("pom.xml"), "mine");
        Command refused = Command.run(folder, Command.mezzotint("new", "sampler", "my.gentle"));
        assertEquals(2, refused.status());
        assertTrue(refused.error().contains("exists already"), refused.error());
        assertEquals("mine", Files.readString(there));
        for (List<String> wrong : List.of(List.of("nothing", "my.plugin"), List.of("sampler", "my.euler"), List.of("sampler", "My.Plugin"), List.of("sampler"))) {
            var command = Command.mezzotint("new");
            command.addAll(wrong);
            assertEquals(2, Command.run(folder, command).status(), wrong.toString());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count(), "something was written");
        }
    }

    private static List<String> hooks() throws IOException {
        try (Stream<Path> hooks = Files.list(Command.dist().resolve("template/src/template"))) {
            return hooks.map(h -> h.getFileName().toString()).sorted().toList();
        }
    }

    private static String name(String hook) {
        return "org.example.my" + hook;
    }

    /** All of them in one run of Maven, which takes a second to start; it wants the parent of all in one place. */
    private Command build(List<String> hooks) throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve(".mvn"));
        for (String file : List.of(".mvn/maven.config", ".mvn/parent.xml", ".mvn/bnd.bnd")) {
            Files.copy(folder.resolve(name(hooks.get(0))).resolve(file), folder.resolve(file));
        }
        for (String hook : hooks) {
            Path pom = folder.resolve(name(hook)).resolve("pom.xml");
            Files.writeString(pom, Files.readString(pom).replace("<relativePath>", "<relativePath>../"));
        }
        Files.writeString(folder.resolve("pom.xml"), "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>all</artifactId>"
                + "<version>1</version><packaging>pom</packaging><modules>"
                + hooks.stream().map(h -> "<module>" + name(h) + "</module>").collect(Collectors.joining()) + "</modules></project>");
        return Command.run(folder, List.of("mvn", "--batch-mode", "-Dmaven.repo.local=" + Command.repository(), "package"));
    }

    /** The hooks that a bundle fills. */
    private static Set<String> filled(String bundle) {
        Set<String> found = Osgi.service(Plugins.class).list().stream().filter(p -> p.bundle().equals(bundle)).map(Plugins.Entry::hook).collect(Collectors.toSet());
        assertFalse(found.isEmpty(), bundle + " is in no list");
        return found;
    }

    /** The hooks of the api: every interface that is a hook, and that no other hook is a kind of. */
    private static TreeSet<String> interfaces() throws ClassNotFoundException {
        Bundle api = Osgi.bundle("mezzotint.api");
        var hooks = new TreeSet<String>();
        var parents = new TreeSet<String>();
        for (String file : api.adapt(BundleWiring.class).listResources("mezzotint", "*.class", BundleWiring.LISTRESOURCES_RECURSE)) {
            Class<?> type = api.loadClass(file.replace('/', '.').replaceFirst("\\.class$", ""));
            if (type.isInterface() && type != Hook.class && Hook.class.isAssignableFrom(type)) {
                hooks.add(key(type));
                Arrays.stream(type.getInterfaces()).forEach(parent -> parents.add(key(parent)));
            }
        }
        hooks.removeAll(parents);
        return hooks;
    }

    private static String key(Class<?> hook) {
        return hook.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
