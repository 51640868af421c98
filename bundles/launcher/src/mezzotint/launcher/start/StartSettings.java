package mezzotint.launcher.start;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where things are, and the properties of the framework.
 *
 * @param dist the distribution; it is only read
 * @param home the user's folder; everything that is written goes there
 * @param framework properties of the framework, from {@code conf/framework.properties} of both and the command line
 */
public record StartSettings(Path dist, Path home, int port, Map<String, String> framework) {

    /** The port, where none is given. */
    public static final int PORT = 7860;

    private static final String SAFE = "mezzotint.safe";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String HOST = "org.apache.felix.http.host";

    /** Options of the start, and the properties that they set. */
    private static final Map<String, String> OPTIONS = Map.of("listen", HOST, "host-names", "mezzotint.hosts",
            "cors-allow-origins", "mezzotint.cors");

    /** Names of the options that {@link #read} takes. */
    public static List<String> options() {
        return Stream.concat(Stream.of("port"), OPTIONS.keySet().stream()).toList();
    }

    /** The settings of a workbench that serves this process alone, on any port that is free. */
    public static StartSettings own() throws IOException {
        return read(new Arguments(List.of(), Map.of("port", "0", "listen", LOOPBACK)));
    }

    /**
     * Reads the settings: those of the distribution, over them the user's own in {@code
     * conf/framework.properties} of his folder, and over these what the command line says.
     *
     * @throws CommandFailure if other machines could call and no password is set
     */
    public static StartSettings read(Arguments arguments) throws IOException {
        Path dist = ownFolder();
        Path home = userFolder();
        int port = arguments.port().orElse(PORT);
        int chosen = port == 0 ? freePort() : port;
        Path models = Files.isDirectory(dist.resolve("models")) ? dist.resolve("models") : dist.resolveSibling("models");
        var framework = new TreeMap<>(Map.of(
                "mezzotint.home", home.toString(),
                "mezzotint.dist", dist.toString(),
                "mezzotint.models", models.toString(),
                "mezzotint.native", dist.resolve("native").toString(),
                "mezzotint.port", Integer.toString(chosen),
                "org.osgi.service.http.port", Integer.toString(chosen),
                HOST, LOOPBACK,
                "org.osgi.framework.storage", home.resolve("cache/felix").toString()));
        for (Path folder : List.of(dist, home)) {
            framework.putAll(properties(folder.resolve("conf/framework.properties"), dist, home));
        }
        OPTIONS.forEach((option, key) -> Optional.ofNullable(arguments.options().get(option)).ifPresent(value -> framework.put(key, value)));
        var settings = new StartSettings(dist, home, chosen, framework);
        settings.requireLogin();
        return settings;
    }

    private static Map<String, String> properties(Path path, Path dist, Path home) throws IOException {
        var file = new Properties();
        if (Files.exists(path)) {
            try (Reader in = Files.newBufferedReader(path)) {
                file.load(in);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(path + " is damaged: " + e.getMessage());
            }
        }
        var properties = new TreeMap<String, String>();
        for (String key : file.stringPropertyNames()) {
            String value = file.getProperty(key).replace("${dist}", dist.toString()).replace("${home}", home.toString());
            properties.put(key, System.getProperty(key, value));
        }
        return properties;
    }

    /** Other machines are let in once somebody has to log in. */
    private void requireLogin() {
        String listen = framework.get(HOST);
        try {
            if (!InetAddress.getByName(listen).isLoopbackAddress() && !Files.exists(home.resolve("conf/users.json"))) {
                throw new CommandFailure("other machines could use the workbench at " + listen + " and no password is set;"
                        + " add a user first: mezzotint user add NAME");
            }
        } catch (UnknownHostException e) {
            throw new CommandFailure("--listen is " + listen + "; give an address of this machine, or 0.0.0.0 for all");
        }
    }

    /** Where this machine finds the workbench: the address it listens on, or the loopback where it listens on all. */
    String host() {
        String listen = framework.get(HOST);
        return listen.equals("0.0.0.0") || listen.equals("::") ? LOOPBACK : listen;
    }

    /** The same, to run nothing but the plugins of the distribution. */
    public StartSettings inSafeMode() {
        var properties = new TreeMap<>(framework);
        properties.put(SAFE, "true");
        return new StartSettings(dist, home, port, properties);
    }

    public boolean safe() {
        return framework.containsKey(SAFE);
    }

    /** Address of the console and of the REST API. */
    public URI address() {
        String host = host();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/");
    }

    /** Address of a workbench on a port of the loopback. */
    public static URI address(int port) {
        return URI.create("http://" + LOOPBACK + ":" + port + "/");
    }

    /** The user's folder. */
    public static Path userFolder() {
        String named = System.getenv("MEZZOTINT_HOME");
        Arguments.readable("the name of the current folder", System.getProperty("user.dir"));
        Path home = named == null || named.isBlank()
                ? Path.of(Arguments.readable("the name of your home folder", System.getProperty("user.home")), ".mezzotint")
                : Path.of(Arguments.readable("MEZZOTINT_HOME", named));
        return home.toAbsolutePath().normalize();
    }

    /** The distribution that this class is from. */
    public static Path ownFolder() {
        try {
            Path jar = Path.of(StartSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
