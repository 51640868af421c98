package mezzotint.test.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;

/** A bundle that a test makes. */
public final class TestJar {

    private static final String COMPONENT = "OSGI-INF/plugin.xml";
    private static final String IMPORTS = "mezzotint.backend,mezzotint.control,mezzotint.diffusion,mezzotint.fault,mezzotint.image,mezzotint.model,mezzotint.plugin,mezzotint.script,"
            + "mezzotint.studio,mezzotint.tensor,mezzotint.text,org.osgi.framework";

    private final Manifest manifest = new Manifest();
    private final List<Class<?>> classes = new ArrayList<>();
    private final Map<String, String> files = new TreeMap<>();

    public TestJar(String name, String version) {
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.BUNDLE_VERSION, version);
    }

    public TestJar header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** With an activator, which may import the framework. */
    public TestJar activator(Class<?> activator) {
        classes.add(activator);
        return header(Constants.BUNDLE_ACTIVATOR, activator.getName()).header(Constants.IMPORT_PACKAGE, "org.osgi.framework");
    }

    /** With one plugin, a component of the given class, that is preferred to others of its hook; its id is the last word of the bundle's name. */
    public TestJar plugin(Class<?> hook, Class<?> plugin) {
        String bundle = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        String id = bundle.substring(bundle.lastIndexOf('.') + 1);
        classes.add(plugin);
        files.put(COMPONENT, """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
                  <implementation class="%1$s"/>
                  <service><provide interface="%s"/></service>
                  <property name="mezzotint.id" value="%s"/><property name="mezzotint.label" value="Bad %3$s"/>
                  <property name="service.ranking" type="Integer" value="1000"/>
                </scr:component>
                """.formatted(plugin.getName(), hook.getName(), id));
        return header(Constants.IMPORT_PACKAGE, IMPORTS).header("Service-Component", COMPONENT).header(Constants.PROVIDE_CAPABILITY,
                "mezzotint.plugin;mezzotint.plugin=" + id + ";label=\"Bad " + id + "\","
                + "osgi.service;objectClass:List<String>=\"" + hook.getName() + "\";effective:=active");
    }

    /** With one class more. */
    public TestJar with(Class<?> part) {
        classes.add(part);
        return this;
    }

    /** With a file; the description of the component may be another one. */
    public TestJar file(String path, String content) {
        files.put(path, content);
        return this;
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> each : classes) {
                String path = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(path));
                try (InputStream in = each.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(jar);
                }
            }
            for (Map.Entry<String, String> each : files.entrySet()) {
                jar.putNextEntry(new ZipEntry(each.getKey()));
                jar.write(each.getValue().getBytes());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
