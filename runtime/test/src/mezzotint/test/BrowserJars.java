package mezzotint.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.StepHook;

/** What the scripts in the browser install: plugins that do wrong, and a repository that has newer versions of what they installed. */
final class BrowserJars {

    private BrowserJars() {}

    static void write(Path folder) throws IOException {
        Path newer = Files.createDirectories(folder.resolve("repository"));
        var jars = Map.of("harmless", plugin("harmless", StepHook.class, Bad.Harmless.class), "broken", plugin("broken", StepHook.class, Bad.ThrowingHook.class),
                "failing", plugin("failing", Sampler.class, Bad.NullSampler.class), "first", new TestJar("org.example.first", "1.0.0"),
                "second", new TestJar("org.example.second", "1.0.0"), "third", new TestJar("org.example.third", "1.0.0"));
        for (var jar : jars.entrySet()) {
            Files.write(folder.resolve(jar.getKey() + ".jar"), jar.getValue().bytes());
        }
        new TestRepository(newer).add("org.example.first", "2.0.0", "", "").add("org.example.second", "2.0.0", "", "")
                .add("org.example.third", "2.0.0", "", "org.example.nowhere").write();
    }

    private static TestJar plugin(String name, Class<?> hook, Class<?> plugin) {
        return new TestJar("org.example." + name, "1.0.0").plugin(hook, plugin);
    }
}
