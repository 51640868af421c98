package mezzotint.test.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.StepHook;
import mezzotint.image.PostProcessor;
import mezzotint.web.WebPanel;

/** What the scripts in the browser install: plugins that do wrong, and a repository that has newer versions of what they installed. */
public final class BrowserJars {

    private static final String PANEL = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="mezzotint.test.kit.TestPanel">
              <implementation class="mezzotint.test.kit.TestPanel"/>
              <service><provide interface="mezzotint.web.WebPanel"/></service>
              <property name="mezzotint.id" value="changing"/><property name="mezzotint.label" value="Changing"/>
              <property name="osgi.http.whiteboard.resource.pattern" value="/panels/changing/*"/>
              <property name="osgi.http.whiteboard.resource.prefix" value="/static"/>
            </scr:component>
            """;

    private BrowserJars() {}

    public static void write(Path folder) throws IOException {
        Path newer = Files.createDirectories(folder.resolve("repository"));
        var jars = Map.of("harmless", plugin("harmless", StepHook.class, BadPlugins.Harmless.class), "broken", plugin("broken", StepHook.class, BadPlugins.ThrowingHook.class),
                "failing", plugin("failing", Sampler.class, BadPlugins.NullSampler.class), "first", new TestJar("org.example.first", "1.0.0"),
                "second", new TestJar("org.example.second", "1.0.0"), "third", new TestJar("org.example.third", "1.0.0"));
        for (var jar : jars.entrySet()) {
            Files.write(folder.resolve(jar.getKey() + ".jar"), jar.getValue().bytes());
        }
        Files.write(folder.resolve("frame.jar"), frame().bytes());
        Files.write(folder.resolve("begin.jar"), begin(StartPlugins.Begin.class, StartPlugins.Begin.Params.class).with(StartPlugins.Resize.class).bytes());
        Files.write(folder.resolve("within.jar"), begin(StartPlugins.Within.class, StartPlugins.Within.Params.class).bytes());
        Files.write(folder.resolve("panel.jar"), panel("1.0.0", "the old text").bytes());
        Files.write(folder.resolve("panel2.jar"), panel("1.1.0", "the new text").bytes());
        new TestRepository(newer).add("org.example.first", "2.0.0", "", "").add("org.example.second", "2.0.0", "", "")
                .add("org.example.third", "2.0.0", "", "org.example.nowhere").write();
    }

    private static TestJar plugin(String name, Class<?> hook, Class<?> plugin) {
        return new TestJar("org.example." + name, "1.0.0").plugin(hook, plugin);
    }

    /** With a parameter for how wide the frame is. */
    public static TestJar frame() {
        return plugin("frame", PostProcessor.class, FramePlugin.class).with(FramePlugin.Params.class);
    }

    private static TestJar begin(Class<?> plugin, Class<?> params) {
        return plugin(plugin.getSimpleName().toLowerCase(Locale.ROOT), ImageToImage.class, plugin).with(params).with(StartPlugins.class);
    }

    /** A panel that shows a text, from a file of its own. */
    public static TestJar panel(String version, String text) {
        return new TestJar("org.example.changing", version).plugin(WebPanel.class, TestPanel.class).file("OSGI-INF/plugin.xml", PANEL)
                .header("Import-Package", "mezzotint.plugin,mezzotint.web").file("static/text.js", "export const text = '" + text + "';\n")
                .file("static/changing.js", """
                        import { text } from './text.js';
                        export const mount = element => element.append(Object.assign(document.createElement('h1'), { textContent: text }));
                        """);
    }
}
