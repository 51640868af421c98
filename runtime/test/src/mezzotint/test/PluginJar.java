package mezzotint.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/** Jars of plugins as a third party ships them, made of classes of these tests. */
final class PluginJar {

    private static final String IMPORTS = "mezzotint.diffusion,mezzotint.fault,mezzotint.image,mezzotint.model,mezzotint.plugin,mezzotint.script,"
            + "mezzotint.studio,mezzotint.tensor,org.osgi.framework";

    private PluginJar() {}

    /** A bundle with one plugin, a component of the given class, that is preferred to others of its hook. */
    static byte[] of(String bundle, String version, Class<?> hook, Class<?> plugin) throws IOException {
        String id = bundle.substring(bundle.lastIndexOf('.') + 1);
        Manifest manifest = manifest(bundle, version);
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Service-Component", "OSGI-INF/plugin.xml");
        headers.putValue(Constants.PROVIDE_CAPABILITY, "mezzotint.plugin;mezzotint.plugin=" + id + ";label=\"Bad " + id + "\","
                + "osgi.service;objectClass:List<String>=\"" + hook.getName() + "\";effective:=active");
        String component = """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
                  <implementation class="%1$s"/>
                  <service><provide interface="%s"/></service>
                  <property name="mezzotint.id" value="%s"/><property name="mezzotint.label" value="Bad %3$s"/>
                  <property name="service.ranking" type="Integer" value="1000"/>
                </scr:component>
                """.formatted(plugin.getName(), hook.getName(), id);
        return jar(manifest, component, plugin);
    }

    /** A bundle that holds nothing but an activator. */
    static byte[] withActivator(String bundle, Class<?> activator) throws IOException {
        Manifest manifest = manifest(bundle, "1.0.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_ACTIVATOR, activator.getName());
        manifest.getMainAttributes().putValue(Constants.PROVIDE_CAPABILITY, "mezzotint.plugin;mezzotint.plugin=none;label=None");
        return jar(manifest, "", activator);
    }

    private static Manifest manifest(String bundle, String version) {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, bundle);
        headers.putValue(Constants.BUNDLE_VERSION, version);
        headers.putValue(Constants.IMPORT_PACKAGE, IMPORTS);
        return manifest;
    }

    private static byte[] jar(Manifest manifest, String component, Class<?> type) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            String file = type.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(file));
            try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
                in.transferTo(jar);
            }
            if (!component.isEmpty()) {
                jar.putNextEntry(new JarEntry("OSGI-INF/plugin.xml"));
                jar.write(component.getBytes());
            }
        }
        return bytes.toByteArray();
    }
}
