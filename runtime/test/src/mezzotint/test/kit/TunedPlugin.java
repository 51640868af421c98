package mezzotint.test.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A plugin with settings, and an administrator who sets them. */
public final class TunedPlugin {

    public static final String NAME = "org.example.tuned";
    public static final String PID = "org.example.tuned.settings";
    public static final String PARTS = "org.example.tuned.parts";

    /** Held for as long as the object is there: one that is given back answers no more. */
    private final ConfigurationAdmin admin = Osgi.context().getService(Osgi.context().getServiceReference(ConfigurationAdmin.class));

    /** Shows its settings as properties of its service. */
    public static final class Tuned implements Callable<String> {

        @Override
        public String call() {
            return "";
        }
    }

    /** The plugin, whose setting {@code key} is a password. */
    public static TestJar jar(String... asked) {
        return version(NAME, "1.0.0", "Password", asked);
    }

    /**
     * A plugin that asks for configurations.
     *
     * @param key type of the setting that is so called, everywhere
     */
    public static TestJar version(String name, String version, String key, String... asked) {
        var described = new StringBuilder();
        for (String each : asked) {
            described.append("<Designate pid=\"%s\"><Object ocdref=\"tuned\"/></Designate>".formatted(each));
        }
        return new TestJar(name, version).plugin(Callable.class, Tuned.class).file("OSGI-INF/plugin.xml", """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s" configuration-pid="%s">
                  <implementation class="%1$s"/><service><provide interface="java.util.concurrent.Callable"/></service>
                </scr:component>
                """.formatted(Tuned.class.getName(), String.join(" ", asked))).file("OSGI-INF/metatype/settings.xml", """
                <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.3.0">
                  <OCD id="tuned" name="Tuned"><AD id="steps" type="Integer" required="false"/><AD id="key" type="%s" required="false"/></OCD>
                  %s
                </metatype:MetaData>
                """.formatted(key, described));
    }

    public ConfigurationAdmin admin() {
        return admin;
    }

    public void set(String pid, Map<String, ?> values) throws IOException {
        admin.getConfiguration(pid, "?").update(new Hashtable<>(values));
    }

    /** One of several, by its name. */
    public void set(String factory, String name, Map<String, ?> values) throws IOException {
        admin.getFactoryConfiguration(factory, name, "?").update(new Hashtable<>(values));
    }

    public Dictionary<String, Object> get(String pid) throws IOException {
        Configuration[] all = list("(service.pid=" + pid + ")");
        return all.length == 0 ? new Hashtable<>() : all[0].getProperties();
    }

    private Configuration[] list(String filter) throws IOException {
        try {
            Configuration[] all = admin.listConfigurations(filter);
            return all == null ? new Configuration[0] : all;
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes back all that tests set. */
    public void clear() throws IOException {
        for (Configuration each : list("(|(service.pid=org.example.*)(service.pid=mezzotint.login))")) {
            each.delete();
        }
    }

    /** What the running plugin is given; null if it does not run. */
    public static Object given(String name) {
        try {
            return Osgi.context().getServiceReferences(Callable.class, "(component.name=" + Tuned.class.getName() + ")").stream()
                    .findFirst().map((ServiceReference<?> r) -> r.getProperty(name)).orElse(null);
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    public static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean());
    }
}
