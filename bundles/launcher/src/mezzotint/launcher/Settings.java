package mezzotint.launcher;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where things are, and the properties of the framework.
 *
 * @param dist the distribution; it is only read
 * @param home the user's folder; everything that is written goes there
 * @param framework properties of the framework, from {@code conf/framework.properties}
 */
record Settings(Path dist, Path home, int port, Map<String, String> framework) {

    /** The port, where none is given. */
    static final int PORT = 7860;

    private static final String SAFE = "mezzotint.safe";

    static final String HOST = "127.0.0.1";

    /**
     * Reads the settings of this distribution for a port.
     *
     * @param port 0 for any port that is free
     */
    static Settings read(int port) throws IOException {
        Path dist = ownFolder();
        Path home = userFolder();
        int chosen = port == 0 ? freePort() : port;
        Path models = Files.isDirectory(dist.resolve("models")) ? dist.resolve("models") : dist.resolveSibling("models");
        var framework = new TreeMap<>(Map.of(
                "mezzotint.home", home.toString(),
                "mezzotint.dist", dist.toString(),
                "mezzotint.models", models.toString(),
                "mezzotint.native", dist.resolve("native").toString(),
                "mezzotint.port", Integer.toString(chosen),
                "org.osgi.service.http.port", Integer.toString(chosen),
                "org.apache.felix.http.host", HOST,
                "org.osgi.framework.storage", home.resolve("cache/felix").toString()));
        var file = new Properties();
        try (Reader in = Files.newBufferedReader(dist.resolve("conf/framework.properties"))) {
            file.load(in);
        }
        for (String key : file.stringPropertyNames()) {
            String value = file.getProperty(key).replace("${dist}", dist.toString()).replace("${home}", home.toString());
            framework.put(key, System.getProperty(key, value));
        }
        return new Settings(dist, home, chosen, framework);
    }

    /** The same, to run nothing but the plugins of the distribution. */
    Settings inSafeMode() {
        var properties = new TreeMap<>(framework);
        properties.put(SAFE, "true");
        return new Settings(dist, home, port, properties);
    }

    boolean safe() {
        return framework.containsKey(SAFE);
    }

    /** Address of the console and of the REST API. */
    URI address() {
        return address(port);
    }

    /** Address of a workbench on a port. */
    static URI address(int port) {
        return URI.create("http://" + HOST + ":" + port + "/");
    }

    /** The user's folder. */
    static Path userFolder() {
        String named = System.getenv("MEZZOTINT_HOME");
        Path home = named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".mezzotint") : Path.of(named);
        return home.toAbsolutePath().normalize();
    }

    private static Path ownFolder() {
        try {
            Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
