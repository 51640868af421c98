package mezzotint.manager.trust;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import mezzotint.manager.disk.JsonFile;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import mezzotint.trust.Network;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The network with a switch, kept in {@code conf/network.json}. */
@Component(service = {Network.class, SwitchedNetwork.class})
public final class SwitchedNetwork implements Network {

    /** Environment variable that keeps the network off, whatever is set. */
    static final String VARIABLE = "MEZZOTINT_OFFLINE";

    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 30_000;
    private static final int REDIRECTS = 5;
    private static final Set<Integer> REDIRECTING = Set.of(301, 302, 303, 307, 308);

    /** What the file holds. */
    record State(Boolean offline) {

        State {
            Objects.requireNonNull(offline, "offline is missing");
        }
    }

    private final JsonFile<State> file;
    private final Audit audit;
    private final boolean forced;
    private volatile boolean offline;

    @Activate
    public SwitchedNetwork(BundleContext context, @Reference Audit audit) {
        this(Path.of(context.getProperty("mezzotint.home"), "conf"), audit, System.getenv(VARIABLE));
    }

    SwitchedNetwork(Path folder, Audit audit, String variable) {
        this.file = new JsonFile<>(folder.resolve("network.json"), State.class);
        this.audit = audit;
        this.forced = variable != null && !Set.of("", "0", "false", "no").contains(variable.strip().toLowerCase(Locale.ROOT));
        this.offline = file.read(new State(false), new State(true),
                words -> audit.record("the workbench", "repair", "network.json", "", words)).offline;
    }

    @Override
    public boolean offline() {
        return forced || offline;
    }

    @Override
    public synchronized void setOffline(boolean offline, String by) {
        if (forced && !offline) {
            throw new Problem(Problem.Kind.CONFLICT, "the environment variable " + VARIABLE + " keeps the network off",
                    "start the workbench without it");
        }
        if (offline != this.offline) {
            audit.record(by, offline ? "offline" : "online", "network", "",
                    "the workbench's own access to the network was switched " + (offline ? "off" : "on"));
            file.write(new State(offline));
            this.offline = offline;
        }
    }

    @Override
    public InputStream open(URI address, long largest) throws IOException {
        return switch (scheme(address)) {
            case "file" -> new LimitedStream(file(address), address, largest, () -> false);
            case "http", "https" -> fetch(address, largest, host -> {});
            default -> throw unknown(address);
        };
    }

    /**
     * The network as it is lent to whoever may not look around in this machine and its own network: files, and addresses that are not
     * public, are refused before they are asked, in words that are the same whether anybody is there.
     */
    public Network outside() {
        return outside(PublicAddress::is);
    }

    /** @param isPublic tells which addresses may be asked */
    Network outside(Predicate<InetAddress> isPublic) {
        return new Network() {
            @Override
            public InputStream open(URI address, long largest) throws IOException {
                return switch (scheme(address)) {
                    case "file" -> throw inside(address);
                    case "http", "https" -> fetch(address, largest, hop -> checkPublic(hop, isPublic));
                    default -> throw unknown(address);
                };
            }

            @Override
            public boolean offline() {
                return SwitchedNetwork.this.offline();
            }

            @Override
            public void setOffline(boolean offline, String by) {
                SwitchedNetwork.this.setOffline(offline, by);
            }
        };
    }

    /** Java keeps what a name resolves to for half a minute, so the connection goes where this has looked. */
    private static void checkPublic(URI address, Predicate<InetAddress> isPublic) {
        try {
            if (Arrays.stream(InetAddress.getAllByName(address.getHost())).allMatch(isPublic)) {
                return;
            }
        } catch (UnknownHostException e) {
            // names of this network alone are not told from names that nobody has
        }
        throw inside(address);
    }

    private static Problem inside(URI address) {
        return new Problem(Problem.Kind.FORBIDDEN, address + " is not asked: it is not known to be on another machine, out on the internet",
                "ask an administrator to add it, who may use addresses of this machine and its own network");
    }

    private static Problem unknown(URI address) {
        return Problem.invalid(address + " cannot be opened", "give an address that begins with https:, http: or file:");
    }

    /** A pipe or a device might never end, or never begin. */
    private static InputStream file(URI address) throws IOException {
        Path path = path(address);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException(address + " is no regular file");
        }
        return Files.newInputStream(path);
    }

    private static String scheme(URI address) {
        return Objects.requireNonNullElse(address.getScheme(), "").toLowerCase(Locale.ROOT);
    }

    private static Path path(URI address) {
        try {
            return Path.of(address);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(address + " names no file: " + e.getMessage(), "write it as in file:///folder/plugin.jar");
        }
    }

    /** @param check is asked before each hop */
    private InputStream fetch(URI start, long largest, Consumer<URI> check) throws IOException {
        URI address = start;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpURLConnection connection = connect(address, check);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return new LimitedStream(connection.getInputStream(), address, largest, this::offline);
            }
            connection.disconnect();
            if (status == HttpURLConnection.HTTP_NOT_FOUND) {
                throw new FileNotFoundException(address + " answers " + status);
            }
            if (!REDIRECTING.contains(status)) {
                throw new IOException(address + " answers " + status);
            }
            address = redirect(address, connection.getHeaderField("Location"));
        }
        throw new IOException(start + " is redirected more than " + REDIRECTS + " times");
    }

    private HttpURLConnection connect(URI address, Consumer<URI> check) throws IOException {
        if (offline()) {
            throw new Problem(Problem.Kind.FORBIDDEN, address + " is not asked: the network is switched off", "switch it on in the settings");
        }
        if (address.getHost() == null) {
            throw Problem.invalid(address + " names no host", "write it as in https://example.org/index.xml");
        }
        check.accept(address);
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        return connection;
    }

    /** Where a redirect leads: never out of the network, and never to a place that anybody on the way can forge. */
    static URI redirect(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(Objects.requireNonNullElse(location, ""));
        } catch (IllegalArgumentException e) {
            throw new IOException(from + " redirects to " + location + ", which is no address", e);
        }
        boolean safe = scheme(to).equals("https") || scheme(to).equals("http") && scheme(from).equals("http");
        if (!safe || to.equals(from)) {
            throw new IOException(from + " redirects to " + to + ", which is not followed");
        }
        return to;
    }
}
